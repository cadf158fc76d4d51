import { expf } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import { everyLabel, type Loss, rowwise } from "./loss.js";
import { parameterText } from "./parameter-text.js";

const { fround } = Math;

/** `reg:tweedie`, between Poisson (variance power 1) and gamma (2). */
export function tweedie({ tweedie_variance_power: power }: ResolvedParams): Loss {
  const one = fround(1 - power);
  const two = fround(2 - power);
  return {
    outputs: 1,
    intercept: { kind: "mean" },
    labelProblem: everyLabel((label) => label >= 0, "TweedieRegression: label must be nonnegative"),
    defaultMetric: `tweedie-nloglik@${Number(power.toPrecision(6))}`,
    parameters: { tweedie_regression_param: { tweedie_variance_power: parameterText(power) } },
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const a = expf(fround(one * margin));
      const b = expf(fround(two * margin));
      out[at] = fround(fround(-label * a) + b) * weight;
      out[at + 1] = fround(fround(fround(-label * one) * a) + fround(two * b)) * weight;
    }),
  };
}
