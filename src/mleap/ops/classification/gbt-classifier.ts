import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying, marginPair, thresholdsOf } from "../classifier.js";
import { logistic } from "../probabilities.js";
import { treeDifference } from "../trees/forest.js";
import { weightedSums } from "../trees/sums.js";

export const op: Op = {
  name: "gbt_classifier",
  summary:
    "The weighted sum of regression trees is the margin of class 1; its probability is the logistic of twice that.",
  spark: "GBTClassificationModel",
  difference: treeDifference,
  load: (model, ports) => classifying(boostedClassifier(model), ports),
};

export function boostedClassifier(model: Model): Classifier {
  const classes = model.integer("num_classes", 2);
  if (classes !== 2) throw errors.badAttribute("num_classes", `is ${classes}; boosted trees have 2`);
  model.choice("lossType", ["logistic"], "logistic");
  const trees = weightedSums(model);
  return {
    classes,
    features: trees.features,
    words: trees.words,
    thresholds: thresholdsOf(model, classes),
    predictRaw: marginPair(trees),
    toProbabilities(values) {
      values[0] = logistic(2 * values[0]);
      values[1] = 1 - values[0];
    },
  };
}
