import { expf } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import { everyLabel, type Loss, rowwise } from "./loss.js";
import { parameterText } from "./parameter-text.js";

const { fround } = Math;

/** `count:poisson`. */
export function poisson({ max_delta_step: maxDeltaStep }: ResolvedParams): Loss {
  return {
    outputs: 1,
    intercept: { kind: "mean" },
    labelProblem: everyLabel((label) => label >= 0, "PoissonRegression: label must be nonnegative"),
    defaultMetric: "poisson-nloglik",
    parameters: { poisson_regression_param: { max_delta_step: parameterText(maxDeltaStep) } },
    computeGradients: rowwise((margin, label, weight, out, at) => {
      out[at] = fround(expf(margin) - label) * weight;
      out[at + 1] = expf(fround(margin + maxDeltaStep)) * weight;
    }),
  };
}
