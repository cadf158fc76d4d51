import { logf } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import type { Metric } from "./metric.js";
import { rowMean } from "./row-mean.js";

const { fround } = Math;

function squaredDifference(a: number, b: number): number {
  const difference = fround(a - b);
  return difference * difference;
}

export const rmse = rowMean("rmse", squaredDifference, Math.sqrt);
export const mae = rowMean("mae", (label, p) => Math.abs(fround(label - p)));
export const mape = rowMean("mape", (label, p) => Math.abs(fround(fround(label - p) / label)));
export const rmsle = rowMean(
  "rmsle",
  (label, p) => squaredDifference(fround(Math.log1p(label)), fround(Math.log1p(p))),
  Math.sqrt,
);

export function meanPseudoHuber({ huber_slope: slope }: ResolvedParams): Metric {
  const slope2 = fround(slope * slope);
  return rowMean("mphe", (label, p) => {
    const scaled = fround(fround(label - p) / slope);
    return slope2 * fround(fround(Math.sqrt(fround(1 + fround(scaled * scaled)))) - 1);
  });
}

const epsilon = fround(1e-6);

export const gammaDeviance = rowMean(
  "gamma-deviance",
  (label, prediction) => {
    const p = fround(prediction + epsilon);
    const y = fround(label + epsilon);
    return fround(logf(fround(p / y)) + fround(y / p)) - 1;
  },
  (mean) => 2 * mean,
);

export const gammaLogLikelihood = rowMean("gamma-nloglik", (label, prediction) => {
  const theta = fround(-1 / Math.max(prediction, epsilon));
  return -fround(fround(label * theta) + logf(-theta));
});

/** The pinball loss, averaged over the quantiles as well. */
export function quantileLoss({ quantile_alpha: alphas }: ResolvedParams): Metric {
  return {
    name: "quantile",
    maximize: false,
    evaluate({ labels, weights, predictions, outputs }) {
      let sum = 0;
      let total = 0;
      for (let i = 0; i < predictions.length; i++) {
        const row = Math.floor(i / outputs);
        const alpha = alphas[i % outputs];
        const weight = weights === undefined ? 1 : weights[row];
        const difference = fround(labels[row] - predictions[i]);
        sum += fround(fround(difference >= 0 ? alpha * difference : -fround(1 - alpha) * difference) * weight);
        total += weight;
      }
      return sum / total;
    },
  };
}
