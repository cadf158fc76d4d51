import type { Tree } from "../../model.js";
import { createForest } from "../../predict/forest.js";
import { leafOf } from "../../predict/walk.js";
import type { DenseMatrix, SparseMatrix } from "../data.js";

const noValues = new Float32Array(0);

/** Adds what a tree predicts, times `factor`, to the margins of one output of every row. */
export function addTree(
  tree: Tree,
  factor: number,
  features: DenseMatrix | SparseMatrix,
  margins: Float32Array,
  output: number,
  outputs: number,
): void {
  const forest = createForest(
    {
      kind: "gbtree",
      trees: [tree],
      treeGroups: Int32Array.of(0),
      iterationIndptr: Int32Array.of(0, 1),
      numParallelTree: 1,
    },
    0,
    1,
  );
  const { rows, columns } = features;
  const dense = features.kind === "dense" ? features.values : noValues;
  const row = features.kind === "sparse" ? new Float32Array(columns).fill(Number.NaN) : noValues;
  for (let i = 0; i < rows; i++) {
    if (features.kind === "sparse") spread(features, i, row);
    const leaf =
      features.kind === "sparse" ? leafOf(forest, 0, row, 0, columns) : leafOf(forest, 0, dense, i * columns, columns);
    margins[i * outputs + output] += Math.fround(forest.values[leaf] * factor);
    if (features.kind === "sparse") clear(features, i, row);
  }
}

function spread({ starts, indices, values }: SparseMatrix, i: number, row: Float32Array): void {
  for (let at = starts[i]; at < starts[i + 1]; at++) row[indices[at]] = values[at];
}

function clear({ starts, indices }: SparseMatrix, i: number, row: Float32Array): void {
  for (let at = starts[i]; at < starts[i + 1]; at++) row[indices[at]] = Number.NaN;
}
