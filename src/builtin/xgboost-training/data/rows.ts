import type { DenseMatrix, SparseMatrix, TrainingData } from "../../../xgboost/index.js";

/** The rows that `keeps` answers true for, as data of their own. Query groups are not kept. */
export function sliceRows({ features, labels, weights }: TrainingData, keeps: (row: number) => boolean): TrainingData {
  const rows = [...labels.keys()].filter(keeps);
  return {
    features: features.kind === "dense" ? sliceDense(features, rows) : sliceSparse(features, rows),
    labels: Float32Array.from(rows, (row) => labels[row]),
    ...(weights && { weights: Float32Array.from(rows, (row) => weights[row]) }),
  };
}

/** Each row with its values, missing ones NaN; the array is the same every time. */
export function* toDenseRows(features: DenseMatrix | SparseMatrix): Generator<[row: number, values: Float32Array]> {
  const { rows, columns } = features;
  const values = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    if (features.kind === "dense") values.set(features.values.subarray(row * columns, (row + 1) * columns));
    else {
      values.fill(Number.NaN);
      for (let i = features.starts[row]; i < features.starts[row + 1]; i++)
        values[features.indices[i]] = features.values[i];
    }
    yield [row, values];
  }
}

function sliceDense({ columns, values }: DenseMatrix, rows: readonly number[]): DenseMatrix {
  const kept = new Float32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) kept.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  return { kind: "dense", rows: rows.length, columns, values: kept };
}

function sliceSparse({ columns, starts, indices, values }: SparseMatrix, rows: readonly number[]): SparseMatrix {
  const keptStarts = new Uint32Array(rows.length + 1);
  for (const [at, row] of rows.entries()) keptStarts[at + 1] = keptStarts[at] + starts[row + 1] - starts[row];
  const keptIndices = new Uint32Array(keptStarts[rows.length]);
  const keptValues = new Float32Array(keptStarts[rows.length]);
  for (const [at, row] of rows.entries()) {
    keptIndices.set(indices.subarray(starts[row], starts[row + 1]), keptStarts[at]);
    keptValues.set(values.subarray(starts[row], starts[row + 1]), keptStarts[at]);
  }
  return {
    kind: "sparse",
    rows: rows.length,
    columns,
    starts: keptStarts,
    indices: keptIndices,
    values: keptValues,
  };
}
