import type { Op } from "../../op.js";
import { regressing } from "../regressor.js";
import { treeDifference } from "../trees/forest.js";
import { plainSums } from "../trees/sums.js";

export const op: Op = {
  name: "decision_tree_regression",
  summary: "Walks a tree; the leaf's number is the prediction.",
  spark: "DecisionTreeRegressionModel",
  difference: treeDifference,
  load: (model) => regressing(plainSums(model, [model])),
};
