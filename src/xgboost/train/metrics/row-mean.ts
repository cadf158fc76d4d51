import { xgboostError } from "../../errors.js";
import type { Evaluation, Metric } from "./metric.js";

const { fround } = Math;

/**
 * A metric that is a weighted mean over the rows (src/metric/elementwise_metric.cu): losses are float32, their sum is not.
 * `finish` turns the mean into the metric.
 */
export function rowMean(
  name: string,
  loss: (label: number, prediction: number) => number,
  finish: (mean: number) => number = (mean) => mean,
): Metric {
  return {
    name,
    maximize: false,
    evaluate({ labels, weights, predictions, outputs }: Evaluation) {
      if (outputs !== 1) throw xgboostError("metric_outputs", name, outputs);
      let sum = 0;
      let total = 0;
      for (let row = 0; row < labels.length; row++) {
        const weight = weights === undefined ? 1 : weights[row];
        sum += fround(fround(loss(labels[row], predictions[row])) * weight);
        total += weight;
      }
      return finish(total === 0 ? sum : sum / total);
    },
  };
}
