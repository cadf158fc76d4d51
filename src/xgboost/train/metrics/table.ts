import { xgboostError } from "../../errors.js";
import type { ResolvedParams } from "../params.js";
import { binaryError, logLoss, multiError, multiLogLoss } from "./classification.js";
import { poissonLogLikelihood, tweedieLogLikelihood } from "./counts.js";
import { auc, aucpr } from "./curves.js";
import type { Metric } from "./metric.js";
import { mapMetric, ndcgMetric, precisionMetric } from "./ranking.js";
import {
  gammaDeviance,
  gammaLogLikelihood,
  mae,
  mape,
  meanPseudoHuber,
  quantileLoss,
  rmse,
  rmsle,
} from "./regression.js";

/** Every metric by the part of its name before `@`; `argument` is what follows. */
const metrics: Readonly<
  Record<string, (name: string, argument: string | undefined, params: ResolvedParams) => Metric>
> = {
  rmse: () => rmse,
  rmsle: () => rmsle,
  mae: () => mae,
  mape: () => mape,
  mphe: (_name, _argument, params) => meanPseudoHuber(params),
  "poisson-nloglik": () => poissonLogLikelihood,
  "gamma-nloglik": () => gammaLogLikelihood,
  "gamma-deviance": () => gammaDeviance,
  "tweedie-nloglik": (_name, argument, params) =>
    tweedieLogLikelihood(
      argument === undefined ? Number(params.tweedie_variance_power.toPrecision(6)) : Number(argument),
    ),
  quantile: (_name, _argument, params) => quantileLoss(params),
  logloss: () => logLoss,
  error: (_name, argument) => {
    const threshold = Number(argument ?? 0.5);
    return binaryError(threshold, threshold === 0.5 ? "error" : `error@${threshold}`);
  },
  merror: () => multiError,
  mlogloss: () => multiLogLoss,
  auc: () => auc,
  aucpr: () => aucpr,
  ndcg: (name, argument, params) => ndcgMetric(name, topOf(argument), emptyOf(argument), params),
  map: (name, argument) => mapMetric(name, topOf(argument), emptyOf(argument)),
  pre: (name, argument) => precisionMetric(name, topOf(argument)),
};

/** The metric of this name (`error@0.7`, `ndcg@5-`). Throws `XgboostError` `metric_unknown`. */
export function createMetric(name: string, params: ResolvedParams): Metric {
  const at = name.indexOf("@");
  // A minus without a number, as in `ndcg-`, is no part of the metric's own name.
  const base = (at === -1 ? name : name.slice(0, at)).replace(/-$/, "");
  const argument = at === -1 ? (name.endsWith("-") ? "-" : undefined) : name.slice(at + 1);
  if (!Object.hasOwn(metrics, base)) throw xgboostError("metric_unknown", name);
  return metrics[base](name, argument, params);
}

/** How many documents count: `5` of `ndcg@5-`. */
function topOf(argument: string | undefined): number {
  return Number.parseInt(argument ?? "", 10) || Infinity;
}

/** A minus at the end makes queries without relevant documents count 0 instead of 1. */
function emptyOf(argument: string | undefined): number {
  return argument?.endsWith("-") ? 0 : 1;
}
