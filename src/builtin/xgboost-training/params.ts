import type { TrainParams } from "../../xgboost/index.js";
import { trainingErrors } from "./errors.js";
import type { Hyperparameters } from "./hyperparameters/table.js";

/** Hyperparameters that libxgboost takes under the same name and in the same form. */
const same = [
  "objective",
  "num_class",
  "base_score",
  "booster",
  "seed",
  "eta",
  "gamma",
  "max_depth",
  "max_leaves",
  "grow_policy",
  "max_bin",
  "min_child_weight",
  "max_delta_step",
  "lambda",
  "alpha",
  "subsample",
  "colsample_bytree",
  "colsample_bylevel",
  "colsample_bynode",
  "num_parallel_tree",
  "monotone_constraints",
  "interaction_constraints",
  "scale_pos_weight",
  "tweedie_variance_power",
  "sample_type",
  "normalize_type",
  "rate_drop",
  "skip_drop",
] as const satisfies readonly (keyof TrainParams)[];

/** The parameters of a training. Throws `TrainingError` for what the native trainer does not do. */
export function trainParams(given: Hyperparameters, log: (line: string) => void): TrainParams {
  if (given.booster === "gblinear") throw trainingErrors.unsupported("The booster gblinear");
  if (given.objective?.startsWith("survival:")) throw trainingErrors.unsupported(`The objective ${given.objective}`);
  if (given.process_type === "update") throw trainingErrors.unsupported("process_type 'update'");
  if (given.sampling_method === "gradient_based")
    throw trainingErrors.trainCall(
      "Only uniform sampling is supported, gradient-based sampling is only support by GPU Hist.",
    );
  const method = given.tree_method ?? "auto";
  if (method === "exact" || method === "approx")
    log(`tree_method '${method}' is trained by the histogram algorithm, tree_method 'hist'.`);
  const params = Object.fromEntries(same.filter((name) => name in given).map((name) => [name, given[name]]));
  return { ...params, ...(given.one_drop !== undefined && { one_drop: given.one_drop === 1 }) };
}
