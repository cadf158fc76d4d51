import { anyLabel, type Loss, rowwise } from "./loss.js";

/** `reg:absoluteerror`: trees are grown by the signs of the residuals, leaves are then set to their medians. */
export function absoluteError(): Loss {
  return {
    outputs: 1,
    intercept: { kind: "median" },
    labelProblem: anyLabel,
    defaultMetric: "mae",
    parameters: {},
    leafAlphas: [0.5],
    computeGradients: rowwise((margin, label, weight, out, at) => {
      out[at] = margin > label ? weight : margin < label ? -weight : 0;
      out[at + 1] = weight;
    }),
  };
}
