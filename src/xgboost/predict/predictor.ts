/**
 * What to predict for a row:
 * - `value`: the objective's output (a probability, a mean, a class, …), `outputs` floats; `multi:softmax` gives one.
 * - `margin`: the sum of the trees and the intercept before the objective's transformation, `groups` floats.
 * - `leaf`: the node that the row ends in, one float per tree.
 * - `contribs`: SHAP values, `groups × (features + 1)` floats, the last of each group the bias.
 * - `approx_contribs`: the same by the faster approximation (Saabas).
 * - `interactions`: SHAP interaction values, `groups × (features + 1) × (features + 1)` floats.
 */
export type PredictionKind = "value" | "margin" | "leaf" | "contribs" | "approx_contribs" | "interactions";

/** A model with everything set up for prediction. It belongs to the thread that made it. */
export interface Predictor {
  readonly numFeature: number;
  /** Margins per row: classes, targets, or 1. */
  readonly groups: number;
  readonly objective: string;
  /** Floats per row of a kind of prediction. */
  widthOf(kind: PredictionKind): number;
  /**
   * Fills `out` with `rowCount × widthOf(kind)` floats.
   *
   * `rows` is row-major, `columnCount` floats per row, NaN where a value is missing; features beyond `columnCount` are
   * missing. One row is predicted without allocating anything (kinds `value`, `margin` and `leaf`).
   *
   * Throws `XgboostError`: `feature_count` when the rows have more columns than the model has features, `array_size` when an
   * array is too short, `not_for_model` when this kind cannot be had from this model.
   */
  predict(rows: Float32Array, rowCount: number, columnCount: number, out: Float32Array, kind?: PredictionKind): void;
}

export interface PredictorOptions {
  /** Boosting rounds `[begin, end)` to use; all of them when absent, as the Booster itself does (also of an early stopped model). */
  readonly iterations?: readonly [begin: number, end: number];
}
