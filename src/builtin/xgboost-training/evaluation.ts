import type { EarlyStoppingOptions, Metric } from "../../xgboost/index.js";
import type { Hyperparameters } from "./hyperparameters/table.js";
import { partMetrics } from "./metrics/custom.js";
import { maximizedMetrics } from "./metrics/names.js";

/** What is measured after each round, and what decides that training stops early. */
export interface EvaluationPlan {
  /** For libxgboost's `eval_metric`; absent: the objective's own metric. */
  readonly evalMetric?: readonly string[];
  readonly customMetrics: readonly Metric[];
  readonly earlyStopping?: EarlyStoppingOptions;
}

/**
 * The metrics of `eval_metric` and of a tuning job, and early stopping by the last of them; without validation data or a metric
 * of either there is none.
 */
export function planEvaluation(given: Hyperparameters, hasValidation: boolean): EvaluationPlan {
  const asked = given.eval_metric;
  const tuned = given._tuning_objective_metric?.split(":")[1].split(",");
  const names = asked && tuned ? [...new Set([...asked, ...tuned])].sort() : (asked ?? tuned ?? []);
  const { own, custom } = partMetrics(names);
  const watched = tuned?.at(-1) ?? asked?.at(-1);
  const rounds = given.early_stopping_rounds;
  const stopsEarly = rounds !== undefined && watched !== undefined && hasValidation;
  return {
    ...(own.length > 0 && { evalMetric: own }),
    customMetrics: custom,
    ...(stopsEarly && {
      earlyStopping: {
        rounds,
        dataset: "validation",
        metric: watched,
        maximize: maximizedMetrics.includes(watched),
        saveBest: true,
      },
    }),
  };
}
