import type { Forest } from "../predict/forest.js";

/** Per group, the sum of its trees' mean predictions: in float64, rounded once (`src/predictor/interpretability/quadrature.h`). */
export function rootMeanSums(forest: Forest, groups: number): Float32Array {
  const sums = new Float64Array(groups);
  for (let tree = 0; tree < forest.treeCount; tree++) {
    const weight = forest.treeWeights[tree];
    if (forest.vectors.length === 0) sums[forest.groups[tree]] += meanOf(forest, forest.roots[tree]) * weight;
    else
      for (const [group, mean] of vectorMeans(forest, forest.roots[tree], groups).entries())
        sums[group] += mean * weight;
  }
  return Float32Array.from(sums);
}

function meanOf(forest: Forest, node: number): number {
  const { left, right, values, cover } = forest;
  if (left[node] < 0) return values[node];
  const leftMean = meanOf(forest, left[node]);
  const rightMean = meanOf(forest, right[node]);
  if (cover[node] === 0) return 0.5 * (leftMean + rightMean);
  return (leftMean * cover[left[node]] + rightMean * cover[right[node]]) / cover[node];
}

/** The means of a tree with vector leaves: weights go down and leaves are added up, unlike those of scalars. */
function vectorMeans(forest: Forest, root: number, groups: number): Float64Array {
  const means = new Float64Array(groups);
  addLeaves(forest, root, 1, means);
  return means;
}

function addLeaves(forest: Forest, node: number, weight: number, sums: Float64Array): void {
  const { left, right, cover, vectors, vectorStarts } = forest;
  if (left[node] < 0) {
    for (let group = 0; group < sums.length; group++) sums[group] += weight * vectors[vectorStarts[node] + group];
    return;
  }
  for (const child of [left[node], right[node]]) {
    addLeaves(forest, child, cover[node] === 0 ? weight * 0.5 : (weight * cover[child]) / cover[node], sums);
  }
}
