import { childOf } from "../predict/walk.js";
import type { CoveredForest } from "./cover.js";
import { copyPath, createPath, extend, type ShapPath, unwind, unwoundSum } from "./shap-path.js";

/** Whether a feature is held: known to be there (on), known to be absent (off), or like any other (free). */
export type Condition = "free" | "on" | "off";

/** Adds one tree's SHAP values (Lundberg's TreeSHAP, dependent on the paths of training rows) to `phi`, from `phiAt`. */
export type Shap = (
  tree: number,
  rows: Float32Array,
  at: number,
  columnCount: number,
  phi: Float32Array,
  phiAt: number,
  condition: Condition,
  conditionFeature: number,
) => void;

/** SHAP values of the trees of a forest; its arrays are used again for each row. */
export function createShap(covered: CoveredForest): Shap {
  const visit: Visit = {
    covered,
    path: createPath(covered.depth),
    rows: new Float32Array(0),
    at: 0,
    columnCount: 0,
    phi: new Float32Array(0),
    phiAt: 0,
    condition: "free",
    conditionFeature: -1,
  };
  return (tree, rows, at, columnCount, phi, phiAt, condition, conditionFeature) => {
    Object.assign(visit, { rows, at, columnCount, phi, phiAt, condition, conditionFeature });
    descend(visit, covered.forest.roots[tree], 0, 0, 1, 1, -1, 1);
  };
}

interface Visit {
  readonly covered: CoveredForest;
  readonly path: ShapPath;
  rows: Float32Array;
  at: number;
  columnCount: number;
  phi: Float32Array;
  phiAt: number;
  condition: Condition;
  conditionFeature: number;
}

/**
 * Goes down both branches of `node`. `parentAt` is where the parent's path of `depth` elements begins; `zero`, `one` and
 * `parentFeature` become its next element; `share` is how much of the weight agrees with the condition.
 */
function descend(
  visit: Visit,
  node: number,
  depth: number,
  parentAt: number,
  zero: number,
  one: number,
  parentFeature: number,
  share: number,
): void {
  if (share === 0) return;
  const { path, condition, conditionFeature } = visit;
  const { forest } = visit.covered;
  const { cover } = forest;
  const pathAt = parentAt + depth + 1;
  copyPath(path, parentAt, pathAt, depth);
  if (condition === "free" || conditionFeature !== parentFeature) extend(path, pathAt, depth, zero, one, parentFeature);
  if (forest.left[node] < 0) {
    settle(visit, pathAt, depth, forest.values[node], share);
    return;
  }
  const feature = forest.features[node];
  const value = feature < visit.columnCount ? visit.rows[visit.at + feature] : Number.NaN;
  const hot = childOf(forest, node, value);
  const cold = hot === forest.left[node] ? forest.right[node] : forest.left[node];
  const hotZero = fround(cover[hot] / cover[node]);
  const coldZero = fround(cover[cold] / cover[node]);
  let zeroSoFar = 1;
  let oneSoFar = 1;
  let nextDepth = depth;
  const earlier = indexOf(path, pathAt, depth, feature);
  if (earlier >= 0) {
    zeroSoFar = path.zeros[pathAt + earlier];
    oneSoFar = path.ones[pathAt + earlier];
    unwind(path, pathAt, depth, earlier);
    nextDepth -= 1;
  }
  let hotShare = share;
  let coldShare = share;
  if (condition !== "free" && feature === conditionFeature) {
    if (condition === "off") hotShare = fround(share * hotZero);
    coldShare = condition === "off" ? fround(share * coldZero) : 0;
    nextDepth -= 1;
  }
  descend(visit, hot, nextDepth + 1, pathAt, fround(hotZero * zeroSoFar), oneSoFar, feature, hotShare);
  descend(visit, cold, nextDepth + 1, pathAt, fround(coldZero * zeroSoFar), 0, feature, coldShare);
}

/** At a leaf: every feature of the path gets its part of the leaf's value. */
function settle({ path, phi, phiAt }: Visit, pathAt: number, depth: number, leaf: number, share: number): void {
  for (let i = 1; i <= depth; i++) {
    const weight = unwoundSum(path, pathAt, depth, i);
    const difference = fround(path.ones[pathAt + i] - path.zeros[pathAt + i]);
    phi[phiAt + path.features[pathAt + i]] += fround(fround(fround(weight * difference) * leaf) * share);
  }
}

function indexOf({ features }: ShapPath, at: number, depth: number, feature: number): number {
  for (let i = 0; i <= depth; i++) if (features[at + i] === feature) return i;
  return -1;
}

const { fround } = Math;
