import type { Scorer } from "./scorer.js";
import { type BestSplit, isBetter, type NodeSums, replace } from "./split.js";

const { fround } = Math;

/** Below `oneHot` categories they are tried one against the rest; otherwise sets of less than `threshold` of them. */
export interface CategoryLimits {
  readonly oneHot: number;
  readonly threshold: number;
}

/**
 * Looks for a better split of a categorical feature. `sums` are the gradient and the hessian of each category. The categories
 * that a split names go right, the others left, missing values where it is better (src/tree/hist/evaluate_splits.h,
 * `EnumerateOneHot` and `EnumeratePart`).
 */
export function searchCategorical(
  sums: Float64Array,
  feature: number,
  node: NodeSums,
  scorer: Scorer,
  constraint: number,
  limits: CategoryLimits,
  best: BestSplit,
): void {
  const offer: Offer = (bin, defaultLeft, leftG, leftH, rightG, rightH) => {
    if (leftH < scorer.minChildWeight || rightH < scorer.minChildWeight) return;
    const change = fround(scorer.splitGain(leftG, leftH, rightG, rightH, node, constraint) - node.gain);
    if (isBetter(change, feature, best)) replace(best, change, feature, bin, defaultLeft, leftG, leftH, rightG, rightH);
  };
  if (isOneHot(sums, limits)) searchOneHot(sums, node, offer);
  else searchSets(sums, node, orderByWeight(sums, scorer), limits.threshold, offer);
}

/** The categories that a split which was found in `sums` sends right, ascending. */
export function categoriesOf(sums: Float64Array, bin: number, scorer: Scorer, limits: CategoryLimits): number[] {
  if (isOneHot(sums, limits)) return [bin];
  return orderByWeight(sums, scorer)
    .slice(0, bin)
    .sort((a, b) => a - b);
}

type Offer = (bin: number, defaultLeft: boolean, leftG: number, leftH: number, rightG: number, rightH: number) => void;

function isOneHot(sums: Float64Array, limits: CategoryLimits): boolean {
  return sums.length / 2 < limits.oneHot;
}

/** The categories by the weight each would have as a node. */
function orderByWeight(sums: Float64Array, scorer: Scorer): number[] {
  const weights = Float32Array.from({ length: sums.length / 2 }, (_, c) =>
    scorer.freeWeight(sums[2 * c], sums[2 * c + 1]),
  );
  return Array.from(weights.keys()).sort((a, b) => weights[a] - weights[b]);
}

/** One category against all others. */
function searchOneHot(sums: Float64Array, node: NodeSums, offer: Offer): void {
  let presentG = 0;
  let presentH = 0;
  for (let at = 0; at < sums.length; at += 2) {
    presentG += sums[at];
    presentH += sums[at + 1];
  }
  const missingG = node.gradient - presentG;
  const missingH = node.hessian - presentH;
  for (let at = 0; at < sums.length; at += 2) {
    const [g, h] = [sums[at], sums[at + 1]];
    offer(at / 2, true, node.gradient - g, node.hessian - h, g, h);
    const [withMissingG, withMissingH] = [g + missingG, h + missingH];
    offer(at / 2, false, node.gradient - withMissingG, node.hessian - withMissingH, withMissingG, withMissingH);
  }
}

/** Cuts through the categories in the order of their weights, from both ends. */
function searchSets(
  sums: Float64Array,
  node: NodeSums,
  order: readonly number[],
  threshold: number,
  offer: Offer,
): void {
  const count = order.length;
  const limit = Math.min(threshold, count);
  let g = 0;
  let h = 0;
  for (let i = 0; i < limit - 1; i++) {
    g += sums[2 * order[i]];
    h += sums[2 * order[i] + 1];
    offer(i + 1, true, node.gradient - g, node.hessian - h, g, h);
  }
  g = 0;
  h = 0;
  for (let i = count - 1; i > count - limit; i--) {
    g += sums[2 * order[i]];
    h += sums[2 * order[i] + 1];
    offer(i, false, g, h, node.gradient - g, node.hessian - h);
  }
}
