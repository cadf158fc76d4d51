import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying, marginPair, thresholdsOf } from "../classifier.js";
import { checkRows, linearFunction, linearMap } from "../linear.js";
import { logistic, softmax } from "../probabilities.js";

export const op: Op = {
  name: "logistic_regression",
  summary: "Two classes: the logistic of a linear function; more: the softmax of one per class.",
  spark: "LogisticRegressionModel",
  load: (model, ports) => classifying(logisticClassifier(model), ports),
};

export function logisticClassifier(model: Model): Classifier {
  return model.has("coefficient_matrix") ? multinomial(model) : binary(model);
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
      values[0] = logistic(values[0]!);
      values[1] = 1 - values[0]!;
    },
    rawToPrediction: (raw) => (raw[1]! > rawThreshold ? 1 : 0),
    probabilitiesToPrediction: (probabilities) => (probabilities[1]! > threshold ? 1 : 0),
    aloneByProbabilities: true,
  };
}

function multinomial(model: Model): Classifier {
  const matrix = model.matrix("coefficient_matrix");
  const intercepts = model.vector("intercept_vector");
  checkRows("intercept_vector", intercepts.length, matrix.rows);
  return {
    classes: matrix.rows,
    features: matrix.columns,
    words: [`${matrix.columns} coefficients per class`],
    predictRaw: linearMap(matrix, intercepts),
    toProbabilities: softmax,
    thresholds: thresholdsOf(model, matrix.rows),
  };
}
