import type { Model } from "../../model.js";
import type { Op } from "../../op.js";
import { type Classifier, classifying } from "../classifier.js";
import { treeDifference } from "../trees/forest.js";
import { votes } from "../trees/votes.js";

export const op: Op = {
  name: "decision_tree_classifier",
  summary: "Walks a tree; the leaf's counts of each class are the raw prediction, their shares the probabilities.",
  spark: "DecisionTreeClassificationModel",
  difference: treeDifference,
  load: (model, ports) => classifying(treeClassifier(model), ports),
};

export function treeClassifier(model: Model): Classifier {
  return votes(model, [model], (values, at, raw) => {
    for (let c = 0; c < raw.length; c++) raw[c] = values[at + c];
  });
}
