import { xgboostError } from "../../errors.js";
import type { ResolvedParams } from "../params.js";
import { absoluteError } from "./absolute-error.js";
import { gamma } from "./gamma.js";
import { hinge } from "./hinge.js";
import { logistic } from "./logistic.js";
import type { Loss } from "./loss.js";
import { poisson } from "./poisson.js";
import { pseudoHuber } from "./pseudo-huber.js";
import { quantile } from "./quantile.js";
import { meanAveragePrecision } from "./ranking/mean-average-precision.js";
import { ndcg } from "./ranking/ndcg.js";
import { pairwise } from "./ranking/pairwise.js";
import { softmax } from "./softmax.js";
import { squaredError } from "./squared-error.js";
import { squaredLogError } from "./squared-log-error.js";
import { tweedie } from "./tweedie.js";

/** The loss of each objective that can be trained. */
const losses: Readonly<Record<string, (params: ResolvedParams) => Loss>> = {
  "reg:squarederror": squaredError,
  "reg:squaredlogerror": squaredLogError,
  "reg:logistic": logistic,
  "reg:pseudohubererror": pseudoHuber,
  "reg:absoluteerror": absoluteError,
  "reg:quantileerror": quantile,
  "reg:gamma": gamma,
  "reg:tweedie": tweedie,
  "count:poisson": poisson,
  "binary:logistic": logistic,
  "binary:logitraw": logistic,
  "binary:hinge": hinge,
  "multi:softmax": softmax,
  "multi:softprob": softmax,
  "rank:pairwise": pairwise,
  "rank:ndcg": ndcg,
  "rank:map": meanAveragePrecision,
};

/** Throws `XgboostError` `objective_unknown`. */
export function createLoss(params: ResolvedParams): Loss {
  const create = Object.hasOwn(losses, params.objective) ? losses[params.objective] : undefined;
  if (create === undefined) throw xgboostError("objective_unknown", params.objective);
  return create(params);
}
