import type { VectorColumn } from "../../frame/types.js";
import { XgboostError } from "../../xgboost/errors.js";
import type { Predictor } from "../../xgboost/predict/predictor.js";
import type { InputFormat } from "./content-type.js";
import { refusals } from "./errors.js";
import type { LoadedModels } from "./models.js";
import { clock } from "./payload.js";
import type { ContainerVersion } from "./version.js";

/** Predictions of all rows, `size` floats each. */
export type Predict = (features: VectorColumn, rows: number) => VectorColumn;

/** Sets up prediction with one model or an ensemble: the vote of classifiers that answer classes, else the mean. */
export function predictWith({ predictors }: LoadedModels): Predict {
  const [first] = predictors;
  if (predictors.length === 1) return (features, rows) => predictOne(first, features, rows);
  const { objective } = first;
  const combine = objective === "multi:softmax" || objective === "binary:hinge" ? vote : mean;
  return (features, rows) => {
    const all = predictors.map((predictor) => predictOne(predictor, features, rows));
    if (all.some(({ size }) => size !== all[0].size)) throw refusals.evaluate("the models answer different shapes");
    return { kind: "vector", values: combine(all.map(({ values }) => values as Float32Array)), size: all[0].size };
  };
}

function predictOne(predictor: Predictor, { values, size: columns }: VectorColumn, rows: number): VectorColumn {
  const size = predictor.widthOf("value");
  const predictions = new Float32Array(rows * size);
  try {
    predictor.predict(values as Float32Array, rows, columns, predictions);
  } catch (error) {
    throw error instanceof XgboostError ? refusals.evaluate(error.message, error) : error;
  }
  return { kind: "vector", values: predictions, size };
}

/** Sums in single precision in the models' order, as numpy does. */
function mean(models: readonly Float32Array[]): Float32Array {
  const sums = Float32Array.from(models[0]);
  for (const model of models.slice(1)) for (let at = 0; at < sums.length; at++) sums[at] += model[at];
  for (let at = 0; at < sums.length; at++) sums[at] /= models.length;
  return sums;
}

/** The class most models name; of several the smallest. */
function vote(models: readonly Float32Array[]): Float32Array {
  const votes = new Map<number, number>();
  return Float32Array.from(models[0], (_, at) => {
    votes.clear();
    for (const model of models) votes.set(model[at], (votes.get(model[at]) ?? 0) + 1);
    return [...votes].reduce((best, next) =>
      next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
    )[0];
  });
}

/**
 * Refuses rows that have not the model's number of columns. A pickled Booster must be met (or lack the last column), any other
 * model must only not be exceeded: the columns that are not there count as missing.
 */
export function checkColumns(
  format: InputFormat,
  columns: number,
  { predictors, pickled }: LoadedModels,
  version: ContainerVersion,
): void {
  const { numFeature } = predictors[0];
  if (pickled && format === "libsvm" && columns > numFeature + 1) {
    const message = `Feature size of libsvm inference data ${columns} is larger than feature size of trained model ${numFeature}.`;
    throw refusals.evaluate(message);
  }
  if (pickled && format !== "libsvm" && columns !== numFeature && columns !== numFeature - 1) {
    const message = `Feature size of ${format} inference data ${columns} is not consistent with feature size of trained model ${numFeature}.`;
    throw refusals.evaluate(message);
  }
  if (columns > numFeature) {
    const check = "Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_";
    const problem = "Number of columns does not match number of features in booster.";
    throw refusals.evaluate(
      `[${clock()}] ${version.checks.columns}: ${check} (${numFeature} vs. ${columns}) : ${problem}`,
    );
  }
}
