import type { ResolvedParams } from "../params.js";
import type { InterceptRule } from "./loss.js";
import { parameterText } from "./parameter-text.js";

const { fround } = Math;

/** `scale_pos_weight`, which the losses of libxgboost's `RegLossObj` share: rows labelled 1 weigh that many times more. */
export function positiveWeight({ scale_pos_weight: scale }: ResolvedParams): (label: number, weight: number) => number {
  return scale === 1 ? (_, weight) => weight : (label, weight) => (label === 1 ? fround(weight * scale) : weight);
}

export function regularInterceptRule({ scale_pos_weight: scale }: ResolvedParams): InterceptRule {
  return Math.abs(fround(scale - 1)) > fround(1e-6) ? { kind: "newton" } : { kind: "mean" };
}

export function regLossParameters({ scale_pos_weight: scale }: ResolvedParams) {
  return { reg_loss_param: { scale_pos_weight: parameterText(scale) } };
}
