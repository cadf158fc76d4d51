import type { Evaluation, Metric } from "../../../xgboost/index.js";

/** Metrics of predicted values that the container computes with scikit-learn; weights of rows do not count in them. */
export const regressionMetrics: readonly Metric[] = [
  { name: "mse", maximize: false, evaluate: meanSquaredError },
  { name: "rmse", maximize: false, evaluate: (evaluation) => Math.sqrt(meanSquaredError(evaluation)) },
  { name: "mae", maximize: false, evaluate: (evaluation) => mean(evaluation, (label, p) => Math.abs(label - p)) },
  {
    name: "r2",
    maximize: true,
    evaluate(evaluation) {
      const average = mean(evaluation, (label) => label);
      const spread = mean(evaluation, (label) => (label - average) ** 2);
      const error = meanSquaredError(evaluation);
      return spread === 0 ? (error === 0 ? 1 : 0) : 1 - error / spread;
    },
  },
];

function meanSquaredError(evaluation: Evaluation): number {
  return mean(evaluation, (label, p) => (label - p) ** 2);
}

function mean({ labels, predictions }: Evaluation, of: (label: number, prediction: number) => number): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += of(labels[row], predictions[row]);
  return sum / labels.length;
}
