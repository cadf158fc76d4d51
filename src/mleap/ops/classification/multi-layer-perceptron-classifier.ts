import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying, thresholdsOf } from "../classifier.js";
import { logistic, softmax } from "../probabilities.js";
import { rowReader } from "../row-reader.js";

export const op: Op = {
  name: "multi_layer_perceptron_classifier",
  summary: "A network of sigmoid layers; the last one's sums are the raw prediction, their softmax the probabilities.",
  spark: "MultilayerPerceptronClassificationModel",
  load: (model, ports) => classifying(perceptron(model), ports),
};

export function perceptron(model: Model): Classifier {
  const sizes = model.integers("layers");
  const weights = model.vector("weights");
  if (sizes.length < 2 || sizes.some((size) => size < 1)) throw errors.badAttribute("layers", `is ${sizes.join(", ")}`);
  let needed = 0;
  for (let l = 1; l < sizes.length; l++) needed += sizes[l] * (sizes[l - 1] + 1);
  if (weights.length !== needed) throw errors.badAttribute("weights", `has ${weights.length} values, not ${needed}`);
  const classes = sizes.at(-1)!;
  return {
    classes,
    features: sizes[0],
    words: [`layers: ${sizes.join(", ")}`],
    thresholds: thresholdsOf(model, classes),
    toProbabilities: softmax,
    predictRaw(input) {
      const reader = rowReader(input);
      const hidden = Array.from(sizes.subarray(1, -1), (size) => new Float64Array(size));
      return (row, raw) => {
        reader.open(row);
        let values = reader.values;
        let start = reader.at;
        let from = 0;
        for (let l = 1; l < sizes.length; l++) {
          const target = hidden[l - 1] ?? raw;
          layer(weights, from, values, start, sizes[l - 1], target);
          if (l < sizes.length - 1) for (let i = 0; i < target.length; i++) target[i] = logistic(target[i]);
          from += target.length * (sizes[l - 1] + 1);
          values = target;
          start = 0;
        }
      };
    },
  };
}

/** `W · x + b`, W column after column from `from` on, b behind it. */
function layer(
  weights: Float64Array,
  from: number,
  values: Float64Array,
  start: number,
  size: number,
  target: Float64Array,
): void {
  const outputs = target.length;
  const bias = from + outputs * size;
  for (let o = 0; o < outputs; o++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += weights[from + i * outputs + o] * values[start + i];
    target[o] = sum + weights[bias + o];
  }
}
