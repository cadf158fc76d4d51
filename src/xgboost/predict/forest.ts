import type { Tree, TreeBooster } from "../model.js";
import { noCategoricalSplits } from "../model.js";

/**
 * The trees of a range of rounds, laid end to end for walking: node `n` of tree `t` is at `roots[t] + n`, and children are
 * such places too. Leaves have `left` −1; their value (times the tree's weight, in dart) is in `values`.
 */
export interface Forest {
  readonly treeCount: number;
  readonly roots: Int32Array;
  /** Per tree, the output group it adds to. */
  readonly groups: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly features: Int32Array;
  /** Threshold of an inner node, value of a leaf. */
  readonly values: Float32Array;
  readonly defaultLeft: Uint8Array;
  /** Per node, the place of its category list, or −1 where the split is numeric. Empty when all splits are. */
  readonly lists: Int32Array;
  /** List `i` is `[listBounds[i], listBounds[i + 1])` of `categories`, ascending. */
  readonly listBounds: Int32Array;
  readonly categories: Int32Array;
  /** Values of vector leaves: those of node `n` begin at `vectorStarts[n]`. Empty when leaves are scalars. */
  readonly vectors: Float32Array;
  readonly vectorStarts: Int32Array;
}

/** Lays out the trees `[begin, end)` of a booster. */
export function createForest(booster: TreeBooster, begin: number, end: number): Forest {
  const trees = booster.trees.slice(begin, end);
  const nodeCount = trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0);
  const roots = new Int32Array(trees.length);
  const left = new Int32Array(nodeCount);
  const right = new Int32Array(nodeCount);
  const features = new Int32Array(nodeCount);
  const values = new Float32Array(nodeCount);
  const defaultLeft = new Uint8Array(nodeCount);
  let at = 0;
  for (const [index, tree] of trees.entries()) {
    const weight = booster.treeWeights?.[begin + index] ?? 1;
    roots[index] = at;
    features.set(tree.splitIndices, at);
    defaultLeft.set(tree.defaultLeft, at);
    for (let node = 0; node < tree.leftChildren.length; node++) {
      const isLeaf = tree.leftChildren[node] === -1;
      left[at + node] = isLeaf ? -1 : at + tree.leftChildren[node];
      right[at + node] = isLeaf ? -1 : at + tree.rightChildren[node];
      values[at + node] = isLeaf ? tree.splitConditions[node] * weight : tree.splitConditions[node];
    }
    at += tree.leftChildren.length;
  }
  const groups = booster.treeGroups.slice(begin, end);
  const layout = { treeCount: trees.length, roots, groups, left, right, features, values, defaultLeft };
  return { ...layout, ...categoryLists(trees, roots, nodeCount), ...leafVectors(trees, roots, nodeCount) };
}

function categoryLists(trees: readonly Tree[], roots: Int32Array, nodeCount: number) {
  if (trees.every((tree) => tree.categoricalSplits === noCategoricalSplits)) {
    return { lists: new Int32Array(0), listBounds: new Int32Array(0), categories: new Int32Array(0) };
  }
  const lists = new Int32Array(nodeCount).fill(-1);
  const bounds = [0];
  const sorted: Int32Array[] = [];
  for (const [index, { categoricalSplits: splits }] of trees.entries()) {
    for (let i = 0; i < splits.nodes.length; i++) {
      lists[roots[index] + splits.nodes[i]] = sorted.length;
      sorted.push(splits.categories.slice(splits.segments[i], splits.segments[i] + splits.sizes[i]).sort());
      bounds.push(bounds[bounds.length - 1] + splits.sizes[i]);
    }
  }
  const categories = new Int32Array(bounds[bounds.length - 1]);
  for (const [list, entries] of sorted.entries()) categories.set(entries, bounds[list]);
  return { lists, listBounds: Int32Array.from(bounds), categories };
}

function leafVectors(trees: readonly Tree[], roots: Int32Array, nodeCount: number) {
  if (trees.every((tree) => tree.leafVectorSize <= 1)) {
    return { vectors: new Float32Array(0), vectorStarts: new Int32Array(0) };
  }
  const arrays = trees.map((tree) => tree.leafWeights ?? tree.baseWeights);
  const vectors = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  const vectorStarts = new Int32Array(nodeCount);
  let at = 0;
  for (const [index, tree] of trees.entries()) {
    vectors.set(arrays[index], at);
    for (let node = 0; node < tree.leftChildren.length; node++) {
      const place = tree.leafWeights === undefined ? node : tree.rightChildren[node];
      vectorStarts[roots[index] + node] = at + place * tree.leafVectorSize;
    }
    at += arrays[index].length;
  }
  return { vectors, vectorStarts };
}
