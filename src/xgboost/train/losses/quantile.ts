import { floatText } from "../../write/float-text.js";
import type { ResolvedParams } from "../params.js";
import { anyLabel, type Loss } from "./loss.js";

const { fround } = Math;

/** `reg:quantileerror`: the pinball loss, one output per quantile. */
export function quantile({ quantile_alpha: alphas }: ResolvedParams): Loss {
  return {
    outputs: alphas.length,
    intercept: { kind: "quantiles", alphas },
    labelProblem: anyLabel,
    defaultMetric: "quantile",
    parameters: { quantile_loss_param: { quantile_alpha: `[${alphas.map(floatText).join(",")}]` } },
    leafAlphas: alphas,
    computeGradients({ labels, weights, margins, gradients }, begin, end) {
      for (const [output, alpha] of alphas.entries()) {
        const out = gradients[output];
        const above = fround(1 - alpha);
        for (let row = begin; row < end; row++) {
          const weight = weights === undefined ? 1 : weights[row];
          const isAbove = fround(margins[row * alphas.length + output] - labels[row]) >= 0;
          out[2 * row] = (isAbove ? above : -alpha) * weight;
          out[2 * row + 1] = weight;
        }
      }
    },
  };
}
