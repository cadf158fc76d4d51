import { expf, logf } from "../../float-math.js";
import { logGamma } from "./log-gamma.js";
import type { Metric } from "./metric.js";
import { rowMean } from "./row-mean.js";

const { fround } = Math;
const leastPrediction = fround(1e-16);

export const poissonLogLikelihood = rowMean("poisson-nloglik", (label, prediction) => {
  const p = Math.max(prediction, leastPrediction);
  return fround(fround(logGamma(label + 1)) + p) - fround(logf(p) * label);
});

export function tweedieLogLikelihood(power: number): Metric {
  const one = fround(1 - fround(power));
  const two = fround(2 - fround(power));
  return rowMean(`tweedie-nloglik@${power}`, (label, p) => {
    const log = logf(p);
    const a = fround(fround(label * expf(fround(one * log))) / one);
    return fround(expf(fround(two * log)) / two) - a;
  });
}
