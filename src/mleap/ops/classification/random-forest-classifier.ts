import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying } from "../classifier.js";
import { treeDifference, treesOf } from "../trees/forest.js";
import { votes } from "../trees/votes.js";

export const op: Op = {
  name: "random_forest_classifier",
  summary: "Adds up the shares of each class in the leaves of all trees.",
  spark: "RandomForestClassificationModel",
  difference: treeDifference,
  load: (model, ports) => classifying(forestClassifier(model), ports),
};

export function forestClassifier(model: Model): Classifier {
  return votes(model, treesOf(model), (values, at, raw) => {
    let total = 0;
    for (let c = 0; c < raw.length; c++) total += values[at + c];
    if (total !== 0) for (let c = 0; c < raw.length; c++) raw[c] += values[at + c] / total;
  });
}
