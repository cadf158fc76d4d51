import { xgboostError } from "../errors.js";
import type { Forest } from "../predict/forest.js";

/** A forest with what explanations need beside it. */
export interface CoveredForest {
  readonly forest: Forest;
  /** Mean prediction of the training rows in each node. */
  readonly means: Float32Array;
  /** Edges on the longest way from a root to a leaf. */
  readonly depth: number;
}

/** Explaining a tree takes time and memory by the square of its depth; deeper ones are refused. */
const deepest = 1024;

/** Throws `XgboostError` `not_for_model` where statistics are absent or a tree is too deep. */
export function coverForest(forest: Forest): CoveredForest {
  if (forest.cover.length !== forest.left.length) {
    throw xgboostError("not_for_model", "explanation", "trees without sum_hessian");
  }
  const means = new Float32Array(forest.left.length);
  const depth = fillMeans(forest, means);
  if (depth > deepest) throw xgboostError("not_for_model", "explanation", `trees deeper than ${deepest}`);
  return { forest, means, depth };
}

/** Means from the leaves up (`FillNodeMeanValues` of `src/predictor/cpu_predictor.cc`), in float32. Says how deep it went. */
function fillMeans({ roots, left, right, values, cover }: Forest, means: Float32Array): number {
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
  return deepest;
}

function meanOf(node: number, left: number, right: number, cover: Float32Array, means: Float32Array): number {
  const sum = fround(means[left] * cover[left]) + fround(means[right] * cover[right]);
  return fround(sum) / cover[node];
}

const { fround } = Math;
