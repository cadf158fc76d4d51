import type { Model } from "../../model.js";
import type { Op, Ports } from "../../op.js";
import { type Classifier, classifying, marginPair, thresholdsOf } from "../classifier.js";
import { byRows, checkRows, linearFunction, linearMap } from "../linear.js";
import { logistic, softmax } from "../probabilities.js";

export const op: Op = {
  name: "logistic_regression",
  summary: "Two classes: the logistic of a linear function; more: the softmax of one per class.",
  spark: "LogisticRegressionModel",
  difference:
    "MLeap's exporter for scikit-learn writes the coefficients of several classes class by class; they are read so here, and feature by feature by MLeap, whose answers are wrong then.",
  load: (model, ports) => classifying(logisticClassifier(model, isOfScikitLearn(model, ports)), ports),
};

/** `byClass`: the coefficients stand class by class, not feature by feature as in Spark. */
export function logisticClassifier(model: Model, byClass = false): Classifier {
  return model.has("coefficient_matrix") ? multinomial(model, byClass) : binary(model);
}

/** The exporter for scikit-learn connects nothing but the prediction. */
function isOfScikitLearn(model: Model, { outputs }: Ports): boolean {
  return model.ofScikitLearn && outputs.length === 1 && outputs[0] === "prediction";
}

function binary(model: Model): Classifier {
  const line = linearFunction(model);
  const threshold = model.number("threshold", 0.5);
  const rawThreshold =
    threshold === 0
      ? Number.NEGATIVE_INFINITY
      : threshold === 1
        ? Number.POSITIVE_INFINITY
        : Math.log(threshold / (1 - threshold));
  return {
    classes: 2,
    features: line.features,
    words: [...line.words, `threshold: ${threshold}`],
    predictRaw: marginPair(line),
    toProbabilities(values) {
      values[0] = logistic(values[0]);
      values[1] = 1 - values[0];
    },
    rawToPrediction: (raw) => (raw[1] > rawThreshold ? 1 : 0),
    probabilitiesToPrediction: (probabilities) => (probabilities[1] > threshold ? 1 : 0),
    aloneByProbabilities: true,
  };
}

function multinomial(model: Model, byClass: boolean): Classifier {
  const matrix = model.matrix("coefficient_matrix");
  const weights = byClass ? matrix.values : byRows(matrix);
  const intercepts = model.vector("intercept_vector");
  checkRows("intercept_vector", intercepts.length, matrix.rows);
  return {
    classes: matrix.rows,
    features: matrix.columns,
    words: [`${matrix.columns} coefficients per class`],
    predictRaw: linearMap(weights, intercepts),
    toProbabilities: softmax,
    thresholds: thresholdsOf(model, matrix.rows),
  };
}
