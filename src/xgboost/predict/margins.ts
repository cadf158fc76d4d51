import type { Version } from "../model.js";
import { since } from "../version.js";
import type { Forest } from "./forest.js";
import { leafOf } from "./walk.js";

/** Fills `out` from `to` with the margins of `rowCount` rows, as many per row as there are groups. */
export type Margins = (
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
  to: number,
) => void;

/**
 * The margins by walking every tree for every row, in libxgboost's order of float32 additions: the intercept, then tree after
 * tree. Versions before 1.3 add up the trees first and the intercept last.
 */
export function walkedMargins(forest: Forest, intercepts: Float32Array, version: Version): Margins {
  if (forest.vectors.length > 0) return vectorMargins(forest, intercepts);
  return since(version, 1, 3) ? scalarMargins(forest, intercepts) : interceptLast(forest, intercepts);
}

function scalarMargins(forest: Forest, intercepts: Float32Array): Margins {
  const { treeCount, roots, groups, values } = forest;
  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; row++, to += intercepts.length) {
      for (let group = 0; group < intercepts.length; group++) out[to + group] = intercepts[group];
      for (let tree = 0; tree < treeCount; tree++) {
        out[to + groups[tree]] += values[leafOf(forest, roots[tree], rows, row * columnCount, columnCount)];
      }
    }
  };
}

function interceptLast(forest: Forest, intercepts: Float32Array): Margins {
  const sum = scalarMargins(forest, new Float32Array(intercepts.length));
  return (rows, rowCount, columnCount, out, to) => {
    sum(rows, rowCount, columnCount, out, to);
    for (let row = 0; row < rowCount; row++) {
      for (let group = 0; group < intercepts.length; group++, to++) out[to] += intercepts[group];
    }
  };
}

function vectorMargins(forest: Forest, intercepts: Float32Array): Margins {
  const { treeCount, roots, vectors, vectorStarts } = forest;
  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; row++, to += intercepts.length) {
      for (let group = 0; group < intercepts.length; group++) out[to + group] = intercepts[group];
      for (let tree = 0; tree < treeCount; tree++) {
        const start = vectorStarts[leafOf(forest, roots[tree], rows, row * columnCount, columnCount)];
        for (let group = 0; group < intercepts.length; group++) out[to + group] += vectors[start + group];
      }
    }
  };
}
