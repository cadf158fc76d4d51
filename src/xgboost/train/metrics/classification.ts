import { xgboostError } from "../../errors.js";
import { logf } from "../../float-math.js";
import type { Evaluation, Metric } from "./metric.js";
import { rowMean } from "./row-mean.js";

const { fround } = Math;
const leastProbability = fround(1e-16);

export const logLoss = rowMean("logloss", (label, p) =>
  fround(xLogY(-label, p) + xLogY(-fround(1 - label), fround(1 - p))),
);

function xLogY(x: number, y: number): number {
  return x === 0 ? 0 : fround(x * logf(Math.max(y, leastProbability)));
}

/** Share of rows on the wrong side of `threshold`. */
export function binaryError(threshold: number, name: string): Metric {
  const limit = fround(threshold);
  return rowMean(name, (label, p) => (p > limit ? 1 - label : label));
}

export const multiError = classMean("merror", (label, probabilities) => {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) if (probabilities[k] > probabilities[best]) best = k;
  return best === label ? 0 : 1;
});

export const multiLogLoss = classMean(
  "mlogloss",
  (label, probabilities) => -logf(Math.max(probabilities[label], leastProbability)),
);

/** A weighted mean over the rows of what a label's class and the probabilities of all classes give. */
function classMean(name: string, loss: (label: number, probabilities: Float32Array) => number): Metric {
  return {
    name,
    maximize: false,
    evaluate({ labels, weights, predictions, outputs }: Evaluation) {
      let sum = 0;
      let total = 0;
      for (let row = 0; row < labels.length; row++) {
        const label = Math.trunc(labels[row]);
        if (label < 0 || label >= outputs) throw xgboostError("metric_label", name, label, outputs);
        const weight = weights === undefined ? 1 : weights[row];
        sum += fround(loss(label, predictions.subarray(row * outputs, (row + 1) * outputs)) * weight);
        total += weight;
      }
      return sum / total;
    },
  };
}
