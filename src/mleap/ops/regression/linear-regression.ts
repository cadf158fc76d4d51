import type { Op } from "../../op.js";
import { linearFunction } from "../linear.js";
import { regressing } from "../regressor.js";

export const op: Op = {
  name: "linear_regression",
  summary: "A linear function of the features.",
  spark: "LinearRegressionModel",
  load: (model) => regressing(linearFunction(model)),
};
