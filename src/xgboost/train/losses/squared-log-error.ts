import { everyLabel, type Loss, rowwise } from "./loss.js";

const { fround } = Math;
const leastPrediction = fround(-1 + 1e-6);
const leastHessian = fround(1e-6);

/** `reg:squaredlogerror`. */
export function squaredLogError(): Loss {
  return {
    outputs: 1,
    intercept: { kind: "newton" },
    labelProblem: everyLabel(
      (label) => label > -1,
      "label must be greater than -1 for rmsle so that log(label + 1) can be valid.",
    ),
    defaultMetric: "rmsle",
    parameters: {},
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const p = Math.max(margin, leastPrediction);
      const logP = fround(Math.log1p(p));
      const logY = fround(Math.log1p(label));
      const p1 = fround(p + 1);
      out[at] = fround(fround(logP - logY) / p1) * weight;
      out[at + 1] = Math.max(fround(fround(fround(-logP + logY) + 1) / (p1 * p1)), leastHessian) * weight;
    }),
  };
}
