import type { DenseMatrix, SparseMatrix } from "../../../xgboost/index.js";

/** The rows of one file. */
export interface Part {
  readonly features: DenseMatrix | SparseMatrix;
  readonly labels: Float32Array;
  /** One per row, where the file gives weights. */
  readonly weights?: Float32Array;
  /** A query's number per row, where the file gives them. */
  readonly queries?: Float64Array;
}

/** The rows of several files of one format, one after the other; as many columns as the widest has. */
export function joinParts(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0];
  const weights = parts.every((part) => part.weights !== undefined) ? parts.map((part) => part.weights!) : undefined;
  const queries = parts.every((part) => part.queries !== undefined) ? parts.map((part) => part.queries!) : undefined;
  const features = parts.map((part) => part.features);
  return {
    features: features.every(isDense) ? joinDense(features) : joinSparse(features.map(toSparse)),
    labels: concatenate(
      Float32Array,
      parts.map((part) => part.labels),
    ),
    ...(weights && { weights: concatenate(Float32Array, weights) }),
    ...(queries && { queries: concatenate(Float64Array, queries) }),
  };
}

function isDense(matrix: DenseMatrix | SparseMatrix): matrix is DenseMatrix {
  return matrix.kind === "dense";
}

function joinDense(matrices: readonly DenseMatrix[]): DenseMatrix {
  const columns = Math.max(...matrices.map((matrix) => matrix.columns));
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  let at = 0;
  for (const matrix of matrices) {
    for (let row = 0; row < matrix.rows; row++, at += columns)
      values.set(matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns), at);
  }
  return { kind: "dense", rows, columns, values };
}

function joinSparse(matrices: readonly SparseMatrix[]): SparseMatrix {
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const starts = new Uint32Array(rows + 1);
  let row = 0;
  for (const matrix of matrices) {
    const before = starts[row];
    for (let i = 1; i <= matrix.rows; i++) starts[row + i] = before + matrix.starts[i];
    row += matrix.rows;
  }
  return {
    kind: "sparse",
    rows,
    columns: Math.max(...matrices.map((matrix) => matrix.columns)),
    starts,
    indices: concatenate(
      Uint32Array,
      matrices.map((matrix) => matrix.indices),
    ),
    values: concatenate(
      Float32Array,
      matrices.map((matrix) => matrix.values),
    ),
  };
}

function toSparse(matrix: DenseMatrix | SparseMatrix): SparseMatrix {
  if (matrix.kind === "sparse") return matrix;
  const { rows, columns, values } = matrix;
  return {
    kind: "sparse",
    rows,
    columns,
    starts: Uint32Array.from({ length: rows + 1 }, (_, row) => row * columns),
    indices: Uint32Array.from({ length: rows * columns }, (_, i) => i % columns),
    values,
  };
}

function concatenate<T extends Float32Array | Float64Array | Uint32Array>(
  kind: new (length: number) => T,
  arrays: readonly T[],
): T {
  const whole = new kind(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}
