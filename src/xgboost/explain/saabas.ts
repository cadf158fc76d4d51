import { childOf } from "../predict/walk.js";
import type { CoveredForest } from "./cover.js";

/** Adds to `phi`, for each split on the row's way, how much the mean changes there (`CalculateContributionsApprox`). */
export function addSaabas(
  { forest, means }: CoveredForest,
  tree: number,
  rows: Float32Array,
  at: number,
  columnCount: number,
  phi: Float32Array,
  phiAt: number,
): void {
  let node = forest.roots[tree];
  while (forest.left[node] >= 0) {
    const feature = forest.features[node];
    const child = childOf(forest, node, feature < columnCount ? rows[at + feature] : Number.NaN);
    phi[phiAt + feature] += Math.fround(means[child] - means[node]);
    node = child;
  }
}
