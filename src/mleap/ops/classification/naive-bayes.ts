import { errors } from "../../errors.js";
import type { Matrix, Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying, thresholdsOf } from "../classifier.js";
import { byRows, checkRows, linearMap } from "../linear.js";
import { argmax, normalize } from "../probabilities.js";
import { rowReader } from "../row-reader.js";

export const op: Op = {
  name: "naive_bayes",
  summary: "The logarithms of each class's share and of the features' shares in it; multinomial or Bernoulli.",
  spark: "NaiveBayesModel",
  difference:
    "Spark 3 refuses negative features of a multinomial model, MLeap does not; bundles of MLeap 0.18 and newer refuse them. MLeap cannot read the model types that its own runtime writes (`Multinomial`); they are read here.",
  load: (model, ports) => classifying(bayesClassifier(model), ports),
};

export function bayesClassifier(model: Model): Classifier {
  const theta = model.matrix("theta");
  const pi = model.vector("pi");
  checkRows("pi", pi.length, theta.rows);
  const kind = model.string("model_type", "multinomial").toLowerCase();
  const shared = {
    classes: theta.rows,
    features: theta.columns,
    words: [`${kind}, ${theta.columns} features`],
    thresholds: thresholdsOf(model, theta.rows),
    toProbabilities,
  };
  if (kind === "multinomial") return { ...shared, predictRaw: multinomial(theta, pi, !model.olderThan(0, 18)) };
  if (kind === "bernoulli") return { ...shared, predictRaw: bernoulli(theta, pi) };
  throw errors.badAttribute("model_type", `is "${kind}", not one of multinomial, bernoulli`);
}

function multinomial(theta: Matrix, pi: Float64Array, refuseNegative: boolean): Classifier["predictRaw"] {
  const map = linearMap(byRows(theta), pi);
  return (input) => {
    const fill = map(input);
    const reader = rowReader(input);
    return (row, raw) => {
      if (refuseNegative) {
        reader.open(row);
        for (let i = 0; i < theta.columns; i++) {
          if (reader.values[reader.at + i] >= 0) continue;
          throw errors.badValue(
            `Naive Bayes requires nonnegative feature values but found ${reader.values[reader.at + i]}`,
            row,
          );
        }
      }
      fill(row, raw);
    };
  };
}

/** A feature that is absent counts as well: `ln(1 − e^theta)`. */
function bernoulli(theta: Matrix, pi: Float64Array): Classifier["predictRaw"] {
  const weights = byRows(theta);
  const starts = Float64Array.from(pi);
  for (let k = 0; k < theta.rows; k++) {
    for (let i = k * theta.columns; i < (k + 1) * theta.columns; i++) {
      const absent = Math.log(1 - Math.exp(weights[i]));
      weights[i] -= absent;
      starts[k] += absent;
    }
  }
  return (input) => {
    const reader = rowReader(input);
    return (row, raw) => {
      reader.open(row);
      raw.set(starts);
      for (let i = 0; i < theta.columns; i++) {
        const value = reader.values[reader.at + i];
        if (value === 0) continue;
        if (value !== 1)
          throw errors.badValue(`Bernoulli naive Bayes requires 0 or 1 feature values but found ${value}`, row);
        for (let k = 0; k < theta.rows; k++) raw[k] += weights[k * theta.columns + i];
      }
    };
  };
}

function toProbabilities(values: Float64Array): void {
  const highest = values[argmax(values)];
  for (let i = 0; i < values.length; i++) values[i] = Math.exp(values[i] - highest);
  normalize(values);
}
