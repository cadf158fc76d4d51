import { xgboostError } from "../errors.js";
import type { TreeBooster } from "../model.js";
import { createForest, type Forest } from "../predict/forest.js";

/** A forest with what explanations need beside it. Leaves have their own values: trees' weights (dart) are apart. */
export interface CoveredForest {
  readonly forest: Forest;
  /** Sum of hessians per node. */
  readonly cover: Float32Array;
  /** Mean prediction of the training rows in each node. */
  readonly means: Float32Array;
  readonly treeWeights: Float32Array;
  /** Nodes on the longest way from a root to a leaf, less one. */
  readonly depth: number;
}

/** Explaining a tree takes time and memory by the square of its depth; deeper ones are refused. */
const deepest = 1024;

/** Throws `XgboostError` `not_for_model` where leaves are vectors, statistics are absent or a tree is too deep. */
export function coverForest(booster: TreeBooster, begin: number, end: number): CoveredForest {
  const { treeWeights, ...unweighted } = booster;
  const forest = createForest(unweighted, begin, end);
  if (forest.vectors.length > 0) throw xgboostError("not_for_model", "explanation", "trees with vector leaves");
  const trees = booster.trees.slice(begin, end);
  const cover = new Float32Array(forest.left.length);
  for (const [index, tree] of trees.entries()) {
    if (tree.sumHessian.length === 0) throw xgboostError("not_for_model", "explanation", "trees without sum_hessian");
    cover.set(tree.sumHessian, forest.roots[index]);
  }
  const depth = fillMeans(forest, cover, new Float32Array(cover.length));
  if (depth.deepest > deepest) throw xgboostError("not_for_model", "explanation", `trees deeper than ${deepest}`);
  const weights = treeWeights?.slice(begin, end) ?? new Float32Array(trees.length).fill(1);
  return { forest, cover, means: depth.means, treeWeights: weights, depth: depth.deepest };
}

/** Means from the leaves up (`FillNodeMeanValues` of `src/predictor/cpu_predictor.cc`), in float32. */
function fillMeans({ roots, left, right, values }: Forest, cover: Float32Array, means: Float32Array) {
  const order = new Int32Array(left.length);
  const depths = new Int32Array(left.length);
  let deepest = 0;
  for (const root of roots) {
    let count = 1;
    order[0] = root;
    for (let i = 0; i < count; i++) {
      const node = order[i];
      deepest = Math.max(deepest, depths[node]);
      if (left[node] < 0) continue;
      depths[left[node]] = depths[right[node]] = depths[node] + 1;
      order[count++] = left[node];
      order[count++] = right[node];
    }
    for (let i = count - 1; i >= 0; i--) {
      const node = order[i];
      means[node] = left[node] < 0 ? values[node] : meanOf(node, left[node], right[node], cover, means);
    }
  }
  return { means, deepest };
}

function meanOf(node: number, left: number, right: number, cover: Float32Array, means: Float32Array): number {
  const sum = fround(means[left] * cover[left]) + fround(means[right] * cover[right]);
  return fround(sum) / cover[node];
}

const { fround } = Math;
