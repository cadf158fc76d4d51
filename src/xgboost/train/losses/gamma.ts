import { expf } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import { everyLabel, type Loss, rowwise } from "./loss.js";
import { positiveWeight, regLossParameters, regularInterceptRule } from "./positive-weight.js";

const { fround } = Math;

/** `reg:gamma`: the gamma deviance with a log link. */
export function gamma(params: ResolvedParams): Loss {
  const scale = positiveWeight(params);
  return {
    outputs: 1,
    intercept: regularInterceptRule(params),
    labelProblem: everyLabel((label) => label > 0, "label must be positive for gamma regression."),
    defaultMetric: "gamma-deviance",
    parameters: regLossParameters(params),
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const scaled = scale(label, weight);
      const ratio = fround(label / expf(margin));
      out[at] = fround(1 - ratio) * scaled;
      out[at + 1] = ratio * scaled;
    }),
  };
}
