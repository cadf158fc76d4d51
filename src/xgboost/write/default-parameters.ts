import type { Objective } from "../model.js";

/**
 * The parameters that 1.7 writes for an objective when none were given. Legacy files of before 1.0 have no parameters, and a
 * loader of JSON does not take their absence.
 */
export function defaultParameters(objective: string, numClass: number): Objective["parameters"] {
  if (objective.startsWith("multi:")) return { softmax_multiclass_param: { num_class: String(numClass) } };
  if (objective.startsWith("rank:")) return { lambda_rank_param: { fix_list_weight: "0", num_pairsample: "1" } };
  return Object.hasOwn(byObjective, objective) ? byObjective[objective] : {};
}

const regLoss = { reg_loss_param: { scale_pos_weight: "1" } };

const byObjective: Readonly<Record<string, Objective["parameters"]>> = {
  "reg:squarederror": regLoss,
  "reg:linear": regLoss,
  "reg:squaredlogerror": regLoss,
  "reg:logistic": regLoss,
  "reg:pseudohubererror": { pseudo_huber_param: { huber_slope: "1" } },
  "reg:tweedie": { tweedie_regression_param: { tweedie_variance_power: "1.5" } },
  "binary:logistic": regLoss,
  "binary:logitraw": regLoss,
  "count:poisson": { poisson_regression_param: { max_delta_step: "0.699999988" } },
  "survival:aft": { aft_loss_param: { aft_loss_distribution: "normal", aft_loss_distribution_scale: "1" } },
};
