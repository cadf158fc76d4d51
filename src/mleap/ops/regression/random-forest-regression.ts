import type { Op } from "../../op.js";
import { regressing } from "../regressor.js";
import { treeDifference, treesOf } from "../trees/forest.js";
import { plainSums } from "../trees/sums.js";

export const op: Op = {
  name: "random_forest_regression",
  summary: "The mean of what the trees predict.",
  spark: "RandomForestRegressionModel",
  difference: treeDifference,
  load(model) {
    const trees = treesOf(model);
    const sums = plainSums(model, trees);
    return regressing({
      ...sums,
      bind(input) {
        const sum = sums.bind(input);
        return (row) => sum(row) / trees.length;
      },
    });
  },
};
