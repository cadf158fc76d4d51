import type { Forest } from "./forest.js";
import type { Margins } from "./margins.js";
import { leafOf } from "./walk.js";

/** Rows for which one tree is walked before the next: its nodes stay in the processor's cache. */
const blockRows = 64;

/** Adds what one tree says of rows `begin … end` to their margins, which begin at `to` and are `groups` per row. */
type AddTree = (
  forest: Forest,
  tree: number,
  rows: Float32Array,
  begin: number,
  end: number,
  columnCount: number,
  out: Float32Array,
  to: number,
  groups: number,
) => void;

/** Margins by walking every tree for every row, in the order of the trees. */
export function walkedMargins(forest: Forest, intercepts: Float32Array): Margins {
  const add = forest.vectors.length > 0 ? addVectors : addScalars;
  const groups = intercepts.length;
  return (rows, rowCount, columnCount, out, to) => {
    for (let at = to; at < to + rowCount * groups; at += groups) {
      for (let group = 0; group < groups; group++) out[at + group] = intercepts[group];
    }
    for (let row = 0; row < rowCount; row += blockRows) {
      const end = Math.min(rowCount, row + blockRows);
      for (let tree = 0; tree < forest.treeCount; tree++)
        add(forest, tree, rows, row, end, columnCount, out, to, groups);
    }
  };
}

const addScalars: AddTree = (forest, tree, rows, begin, end, columnCount, out, to, groups) => {
  const { values } = forest;
  const root = forest.roots[tree];
  const weight = forest.treeWeights[tree];
  const target = to + forest.groups[tree];
  for (let row = begin; row < end; row++) {
    const leaf = leafOf(forest, root, rows, row * columnCount, columnCount);
    out[target + row * groups] += Math.fround(values[leaf] * weight);
  }
};

const addVectors: AddTree = (forest, tree, rows, begin, end, columnCount, out, to, groups) => {
  const { vectors, vectorStarts } = forest;
  const root = forest.roots[tree];
  for (let row = begin; row < end; row++) {
    const start = vectorStarts[leafOf(forest, root, rows, row * columnCount, columnCount)];
    for (let group = 0; group < groups; group++) out[to + row * groups + group] += vectors[start + group];
  }
};
