import { xgboostError } from "../errors.js";

/** Rows to train or evaluate on. */
export interface TrainingData {
  readonly features: DenseMatrix | SparseMatrix;
  /** One per row. */
  readonly labels: Float32Array;
  /** One per row, or for ranking objectives one per query group. */
  readonly weights?: Float32Array;
  /** Sizes of the query groups, in the order of the rows; ranking objectives take all rows as one group when absent. */
  readonly groups?: Uint32Array;
  /** Where boosting starts from: `outputs` margins per row instead of the intercept. */
  readonly baseMargin?: Float32Array;
  readonly featureNames?: readonly string[];
  /** Per feature; `c` makes it categorical: its values are categories, whole numbers from 0. Others are numeric. */
  readonly featureTypes?: readonly string[];
}

/** Row-major values; NaN where one is missing. */
export interface DenseMatrix {
  readonly kind: "dense";
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Compressed rows: row r has the entries `[starts[r], starts[r + 1])`, columns ascending. What is absent is missing. */
export interface SparseMatrix {
  readonly kind: "sparse";
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Throws `XgboostError` `array_size` where the arrays of a data set do not fit each other. */
export function checkData(data: TrainingData, outputs: number): void {
  const { features, labels, weights, groups, baseMargin, featureNames = [], featureTypes = [] } = data;
  const { rows } = features;
  if (features.kind === "dense") expect("values", features.values, rows * features.columns);
  else {
    expect("starts", features.starts, rows + 1);
    expect("values", features.values, features.indices.length);
    if (features.starts[rows] !== features.indices.length)
      throw xgboostError("array_size", "indices", features.indices.length, features.starts[rows]);
  }
  expect("labels", labels, rows);
  if (featureNames.length > 0) expect("featureNames", featureNames, features.columns);
  if (featureTypes.length > 0) expect("featureTypes", featureTypes, features.columns);
  if (weights !== undefined && weights.length !== groups?.length) expect("weights", weights, rows);
  if (baseMargin !== undefined) expect("baseMargin", baseMargin, rows * outputs);
  if (groups !== undefined) {
    const grouped = groups.reduce((sum, size) => sum + size, 0);
    if (grouped !== rows) throw xgboostError("array_size", "groups", grouped, rows);
  }
}

function expect(name: string, array: { readonly length: number }, length: number): void {
  if (array.length !== length) throw xgboostError("array_size", name, array.length, length);
}
