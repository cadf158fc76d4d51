import { anyLabel, type Loss, rowwise } from "./loss.js";

/** Stands for no curvature where a hessian of 0 would look like a row left out. */
const leastHessian = 2 ** -126;

/** `binary:hinge`. */
export function hinge(): Loss {
  return {
    outputs: 1,
    intercept: { kind: "newton" },
    labelProblem: anyLabel,
    defaultMetric: "error",
    parameters: {},
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const sign = label * 2 - 1;
      const isWithin = margin * sign < 1;
      out[at] = isWithin ? -sign * weight : 0;
      out[at + 1] = isWithin ? weight : leastHessian;
    }),
  };
}
