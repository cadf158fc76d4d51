import type { ResolvedParams } from "../params.js";
import { anyLabel, type Loss, rowwise } from "./loss.js";
import { positiveWeight, regLossParameters, regularInterceptRule } from "./positive-weight.js";

const { fround } = Math;

/** `reg:squarederror`. */
export function squaredError(params: ResolvedParams): Loss {
  const scale = positiveWeight(params);
  return {
    outputs: 1,
    intercept: regularInterceptRule(params),
    labelProblem: anyLabel,
    defaultMetric: "rmse",
    parameters: regLossParameters(params),
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const scaled = scale(label, weight);
      out[at] = fround(margin - label) * scaled;
      out[at + 1] = scaled;
    }),
  };
}
