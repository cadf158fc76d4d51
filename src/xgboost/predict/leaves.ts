import type { Forest } from "./forest.js";
import { leafOf } from "./walk.js";

/** Fills `out` with the number of the node, within its tree, that each row ends in: one per tree. */
export function fillLeaves(
  forest: Forest,
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
): void {
  const { treeCount, roots } = forest;
  for (let row = 0, to = 0; row < rowCount; row++) {
    for (let tree = 0; tree < treeCount; tree++, to++) {
      out[to] = leafOf(forest, roots[tree], rows, row * columnCount, columnCount) - roots[tree];
    }
  }
}
