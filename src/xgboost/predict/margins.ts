import type { Version } from "../model.js";
import { since } from "../version.js";

/** Fills `out` from `to` with the margins of `rowCount` rows, as many per row as there are groups. */
export type Margins = (
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
  to: number,
) => void;

/** Adds up trees, beginning with one intercept per group. */
export type SumTrees = (intercepts: Float32Array) => Margins;

/**
 * Margins in a version's order of float32 additions: the intercept, then tree after tree; before 1.3 the trees first and the
 * intercept last (vector leaves are younger).
 */
export function inOrderOf(version: Version, sumTrees: SumTrees, intercepts: Float32Array): Margins {
  if (since(version, 1, 3)) return sumTrees(intercepts);
  const sums = sumTrees(new Float32Array(intercepts.length));
  return (rows, rowCount, columnCount, out, to) => {
    sums(rows, rowCount, columnCount, out, to);
    for (let row = 0; row < rowCount; row++) {
      for (let group = 0; group < intercepts.length; group++, to++) out[to] += intercepts[group];
    }
  };
}
