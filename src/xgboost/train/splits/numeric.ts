import type { Scorer } from "./scorer.js";
import { type BestSplit, isBetter, type NodeSums, replace } from "./split.js";

const { fround } = Math;

/**
 * Looks for a better split of a numeric feature whose `bins` bins begin at `first` of `histogram` (pairs of gradient and
 * hessian): with missing values on the right, and where the node has any, also on the left (src/tree/hist/evaluate_splits.h,
 * `EnumerateSplit`). Bins that hold nothing are passed over: they cannot be better than the bin before.
 */
export function searchNumeric(
  histogram: Float64Array,
  first: number,
  bins: number,
  feature: number,
  node: NodeSums,
  scorer: Scorer,
  constraint: number,
  best: BestSplit,
): void {
  const { minChildWeight } = scorer;
  let g = 0;
  let h = 0;
  for (let bin = 0; bin < bins; bin++) {
    const binG = histogram[first + 2 * bin];
    const binH = histogram[first + 2 * bin + 1];
    if (binG === 0 && binH === 0) continue;
    g += binG;
    h += binH;
    const restG = node.gradient - g;
    const restH = node.hessian - h;
    if (h < minChildWeight || restH < minChildWeight) continue;
    const change = fround(scorer.splitGain(g, h, restG, restH, node, constraint) - node.gain);
    if (isBetter(change, feature, best)) replace(best, change, feature, bin, false, g, h, restG, restH);
  }
  const anyMissing = g !== node.gradient || h !== node.hessian;
  if (!anyMissing) return;
  g = 0;
  h = 0;
  for (let bin = bins - 1; bin >= 0; bin--) {
    const binG = histogram[first + 2 * bin];
    const binH = histogram[first + 2 * bin + 1];
    if (binG === 0 && binH === 0) continue;
    g += binG;
    h += binH;
    const restG = node.gradient - g;
    const restH = node.hessian - h;
    if (h < minChildWeight || restH < minChildWeight) continue;
    const change = fround(scorer.splitGain(restG, restH, g, h, node, constraint) - node.gain);
    if (isBetter(change, feature, best)) replace(best, change, feature, bin - 1, true, restG, restH, g, h);
  }
}
