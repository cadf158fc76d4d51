import type { Op } from "../../op.js";
import { regressing } from "../regressor.js";
import { treeDifference } from "../trees/forest.js";
import { weightedSums } from "../trees/sums.js";

export const op: Op = {
  name: "gbt_regression",
  summary: "The weighted sum of what the trees predict.",
  spark: "GBTRegressionModel",
  difference: treeDifference,
  load: (model) => regressing(weightedSums(model)),
};
