import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying, marginPair } from "../classifier.js";
import { linearFunction } from "../linear.js";

export const op: Op = {
  name: "linear_svc",
  summary: "Class 1 where a linear function exceeds the threshold.",
  spark: "LinearSVCModel",
  load: (model, ports) => classifying(linearSvcClassifier(model), ports),
};

export function linearSvcClassifier(model: Model): Classifier {
  const classes = model.integer("num_classes", 2);
  if (classes !== 2) throw errors.badAttribute("num_classes", `is ${classes}; a linear SVC has 2`);
  const line = linearFunction(model);
  const threshold = model.number("threshold", 0);
  return {
    classes,
    features: line.features,
    words: [...line.words, `threshold: ${threshold}`],
    predictRaw: marginPair(line),
    rawToPrediction: (raw) => (raw[1] > threshold ? 1 : 0),
  };
}
