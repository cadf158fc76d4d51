import type { Op } from "../../op.js";
import { regressing } from "../regressor.js";
import { weightedSums } from "../trees/sums.js";

export const gbtRegression: Op = {
  name: "gbt_regression",
  summary: "The weighted sum of what the trees predict.",
  spark: "GBTRegressionModel",
  load: (model) => regressing(weightedSums(model)),
};
