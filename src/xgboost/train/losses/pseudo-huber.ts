import type { ResolvedParams } from "../params.js";
import { anyLabel, type Loss, rowwise } from "./loss.js";
import { parameterText } from "./parameter-text.js";

const { fround } = Math;

/** `reg:pseudohubererror`: squared near 0, linear beyond `huber_slope`. */
export function pseudoHuber({ huber_slope: slope }: ResolvedParams): Loss {
  const slope2 = fround(slope * slope);
  return {
    outputs: 1,
    intercept: { kind: "newton" },
    labelProblem: anyLabel,
    defaultMetric: "mphe",
    parameters: { pseudo_huber_param: { huber_slope: parameterText(slope) } },
    computeGradients: rowwise((margin, label, weight, out, at) => {
      const z = fround(margin - label);
      const z2 = fround(z * z);
      const root = fround(Math.sqrt(fround(1 + fround(z2 / slope2))));
      out[at] = fround(z / root) * weight;
      out[at + 1] = fround(slope2 / fround(fround(slope2 + z2) * root)) * weight;
    }),
  };
}
