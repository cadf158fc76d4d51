/** Rows of float32 features, row after row; NaN where a value is missing. */
export interface DenseMatrix {
  readonly kind: "dense";
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** The same with only the values that are there: row `r` has the entries `starts[r] … starts[r + 1]`. */
export interface SparseMatrix {
  readonly kind: "sparse";
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

export type Matrix = DenseMatrix | SparseMatrix;

/** Writes a sparse matrix out; what is not there becomes NaN (missing). Of a repeated index the last counts. */
export function toDense(matrix: Matrix): DenseMatrix {
  if (matrix.kind === "dense") return matrix;
  const { rows, columns, starts, indices } = matrix;
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      values[row * columns + indices[entry]] = matrix.values[entry];
    }
  }
  return { kind: "dense", values, rows, columns };
}
