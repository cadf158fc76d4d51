import { trainingErrors } from "../errors.js";
import type { HyperparameterName, Hyperparameters } from "./table.js";

const treeUpdaters = [
  "grow_colmaker",
  "distcol",
  "grow_histmaker",
  "grow_skmaker",
  "sync",
  "refresh",
  "prune",
  "grow_quantile_histmaker",
];
const treeBuilders = ["grow_colmaker", "distcol", "grow_histmaker", "grow_quantile_histmaker"];
const linearUpdaters = ["shotgun", "coord_descent"];

type Rules = {
  readonly [Name in HyperparameterName]?: (value: NonNullable<Hyperparameters[Name]>, all: Hyperparameters) => void;
};

/** What hyperparameters ask of each other, each rule under the one that it is about. */
export const rules: Rules = {
  updater(updaters, { booster, process_type: process }) {
    if (booster === "gblinear") {
      if (updaters.length !== 1 || !linearUpdaters.includes(updaters[0]))
        refuse(
          `Linear updater should be one of these options: ${linearUpdaters.map((name) => `'${name}'`).join(", ")}.`,
        );
    } else if (process === "update") {
      if (!updaters.every((name) => name === "refresh" || name === "prune"))
        refuse("process_type 'update' can only be used with updater 'refresh' and 'prune'");
    } else {
      if (!updaters.every((name) => treeUpdaters.includes(name)))
        refuse(
          "Tree updater should be selected from these options: 'grow_colmaker', 'distcol', 'grow_histmaker', " +
            "'grow_skmaker', 'grow_quantile_histmaker', 'sync', 'refresh', 'prune', 'shortgun', 'coord_descent'.",
        );
      if (updaters.filter((name) => treeBuilders.includes(name)).length > 1)
        refuse(
          "Only one tree grow plugin can be selected. Choose one from the" +
            "following: 'grow_colmaker', 'distcol', 'grow_histmaker', 'grow_skmaker'",
        );
    }
  },
  objective(value, { num_class: classes }) {
    if ((value === "multi:softmax" || value === "multi:softprob") && classes === undefined)
      refuse("Require input for parameter 'num_class' for multi-classification");
  },
  eval_metric(metrics, { objective = "reg:squarederror" }) {
    const kind = objective.split(":")[0];
    if (metrics.includes("auc") && kind !== "binary" && kind !== "rank")
      refuse("Metric 'auc' can only be applied for classification and ranking problems.");
    if (metrics.includes("aft-nloglik") && objective !== "survival:aft")
      refuse("Metric 'aft-nloglik' can only be applied for 'survival:aft' objective.");
  },
  monotone_constraints(_value, { tree_method: method }) {
    if (method !== "exact" && method !== "hist")
      refuse(
        "monotone_constraints can be used only when the tree_method parameter is set to either 'exact' or 'hist'.",
      );
  },
  interaction_constraints(_value, { tree_method: method }) {
    if (method !== "exact" && method !== "hist" && method !== "approx")
      refuse(
        "interaction_constraints can be used only when the tree_method parameter is set to " +
          "either 'exact', 'hist' or 'approx'.",
      );
  },
};

function refuse(message: string): never {
  throw trainingErrors.hyperparameterRule(message);
}
