/** Metrics of which more is better. */
export const maximizedMetrics: readonly string[] = [
  "accuracy",
  "auc",
  "aucpr",
  "balanced_accuracy",
  "f1",
  "f1_binary",
  "f1_macro",
  "map",
  "ndcg",
  "precision",
  "r2",
  "recall",
  "precision_macro",
  "precision_micro",
  "recall_macro",
  "recall_micro",
];

/** Metrics of which less is better. */
const minimizedMetrics: readonly string[] = [
  "aft-nloglik",
  "cox-nloglik",
  "error",
  "gamma-deviance",
  "gamma-nloglik",
  "interval-regression-accuracy",
  "logloss",
  "mae",
  "mape",
  "merror",
  "mlogloss",
  "mphe",
  "mse",
  "poisson-nloglik",
  "rmse",
  "rmsle",
  "tweedie-nloglik",
];

/** Every metric by its name in `eval_metric`, in the order in which messages list them. */
export const metricNames: readonly string[] = [...maximizedMetrics, ...minimizedMetrics];
