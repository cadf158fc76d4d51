import { xgboostError } from "../../errors.js";
import type { DenseMatrix, SparseMatrix } from "../data.js";
import { maxCategories } from "./cuts.js";

/** What has to be known of each feature before memory can be laid out. */
export interface Survey {
  /** How many rows have a value. */
  readonly present: Uint32Array;
  /** The greatest category of a categorical feature. */
  readonly greatest: Float32Array;
}

/** Counts the values of each feature. Throws `XgboostError` `category` for a category that is no whole number below 2²⁴. */
export function survey(features: DenseMatrix | SparseMatrix, categorical: Uint8Array): Survey {
  const { columns, values } = features;
  const present = new Uint32Array(columns);
  const greatest = new Float32Array(columns);
  const anyCategorical = categorical.includes(1);
  const take = (column: number, value: number) => {
    if (Number.isNaN(value)) return;
    present[column]++;
    if (!anyCategorical || categorical[column] === 0) return;
    if (!(value >= 0 && value < maxCategories && Number.isInteger(value)))
      throw xgboostError("category", column, value);
    if (value > greatest[column]) greatest[column] = value;
  };
  if (features.kind === "sparse") for (let i = 0; i < values.length; i++) take(features.indices[i], values[i]);
  else for (let at = 0; at < values.length; at += columns) for (let f = 0; f < columns; f++) take(f, values[at + f]);
  return { present, greatest };
}
