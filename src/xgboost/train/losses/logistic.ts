import { sigmoid } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import { everyLabel, type Loss, rowwise } from "./loss.js";
import { positiveWeight, regLossParameters, regularInterceptRule } from "./positive-weight.js";

const { fround } = Math;
const leastHessian = fround(1e-16);

/** `binary:logistic`, `reg:logistic` and `binary:logitraw`: the same loss under three names. */
export function logistic(params: ResolvedParams): Loss {
  const scale = positiveWeight(params);
  return {
    outputs: 1,
    intercept: regularInterceptRule(params),
    labelProblem: everyLabel((label) => label >= 0 && label <= 1, "label must be in [0,1] for logistic regression"),
    defaultMetric: params.objective === "reg:logistic" ? "rmse" : "logloss",
    parameters: regLossParameters(params),
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const scaled = scale(label, weight);
      const p = sigmoid(margin);
      out[at] = fround(p - label) * scaled;
      out[at + 1] = Math.max(fround(p * fround(1 - p)), leastHessian) * scaled;
    }),
  };
}
