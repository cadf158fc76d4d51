import type { Tree, TreeBooster } from "../model.js";
import { shared } from "./shared-arrays.js";

/**
 * The trees of a range of rounds, laid end to end for walking: node `n` of tree `t` is at `roots[t] + n`, and children are
 * such places too. Leaves have `left` −1.
 */
export interface Forest {
  readonly treeCount: number;
  readonly roots: Int32Array;
  /** Per tree, the output group it adds to. */
  readonly groups: Int32Array;
  /** Per tree, the factor of its leaves: 1 but in dart. */
  readonly treeWeights: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly features: Int32Array;
  /** Threshold of an inner node, value of a leaf. */
  readonly values: Float32Array;
  readonly defaultLeft: Uint8Array;
  /** Sum of hessians per node. Empty where a tree has none. */
  readonly cover: Float32Array;
  /** Per node, the place of its category list, or −1 where the split is numeric. Empty when all splits are. */
  readonly lists: Int32Array;
  /** List `i` is `[listBounds[i], listBounds[i + 1])` of `categories`, ascending. */
  readonly listBounds: Int32Array;
  readonly categories: Int32Array;
  /** Values of vector leaves: those of node `n` begin at `vectorStarts[n]`. Empty when leaves are scalars. */
  readonly vectors: Float32Array;
  readonly vectorStarts: Int32Array;
}

/** Lays out the trees `[begin, end)` of a booster, in shared memory where the host has it. */
export function createForest(booster: TreeBooster, begin: number, end: number): Forest {
  const trees = booster.trees.slice(begin, end);
  const nodeCount = trees.reduce((sum, tree) => sum + tree.leftChildren.length, 0);
  const isCovered = trees.every((tree) => tree.sumHessian.length > 0);
  const roots = shared.int32(trees.length);
  const groups = shared.int32(trees.length);
  const treeWeights = shared.float32(trees.length);
  const left = shared.int32(nodeCount);
  const right = shared.int32(nodeCount);
  const features = shared.int32(nodeCount);
  const values = shared.float32(nodeCount);
  const defaultLeft = shared.uint8(nodeCount);
  const cover = shared.float32(isCovered ? nodeCount : 0);
  groups.set(booster.treeGroups.subarray(begin, end));
  treeWeights.set(booster.treeWeights?.subarray(begin, end) ?? new Float32Array(trees.length).fill(1));
  let at = 0;
  for (const [index, tree] of trees.entries()) {
    roots[index] = at;
    features.set(tree.splitIndices, at);
    values.set(tree.splitConditions, at);
    defaultLeft.set(tree.defaultLeft, at);
    if (isCovered) cover.set(tree.sumHessian, at);
    for (let node = 0; node < tree.leftChildren.length; node++) {
      const isLeaf = tree.leftChildren[node] === -1;
      left[at + node] = isLeaf ? -1 : at + tree.leftChildren[node];
      right[at + node] = isLeaf ? -1 : at + tree.rightChildren[node];
    }
    at += tree.leftChildren.length;
  }
  const { lists, listBounds, categories } = categoryLists(trees, roots, nodeCount);
  const { vectors, vectorStarts } = leafVectors(trees, roots, nodeCount);
  // Every field by its name: objects that are made by spreading have a hidden class each, and a walk through the forests of
  // five models in one process is then six times slower.
  return {
    treeCount: trees.length,
    roots,
    groups,
    treeWeights,
    left,
    right,
    features,
    values,
    defaultLeft,
    cover,
    lists,
    listBounds,
    categories,
    vectors,
    vectorStarts,
  };
}

function categoryLists(trees: readonly Tree[], roots: Int32Array, nodeCount: number) {
  const splits = trees.map((tree) => tree.categoricalSplits);
  const listCount = splits.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const lists = shared.int32(listCount === 0 ? 0 : nodeCount).fill(-1);
  const listBounds = shared.int32(listCount + 1);
  const categories = shared.int32(splits.reduce((sum, { sizes }) => sum + sizes.reduce((a, b) => a + b, 0), 0));
  let list = 0;
  for (const [index, { nodes, segments, sizes, categories: all }] of splits.entries()) {
    for (let i = 0; i < nodes.length; i++, list++) {
      const begin = listBounds[list];
      lists[roots[index] + nodes[i]] = list;
      listBounds[list + 1] = begin + sizes[i];
      categories.set(all.slice(segments[i], segments[i] + sizes[i]).sort(), begin);
    }
  }
  return { lists, listBounds, categories };
}

function leafVectors(trees: readonly Tree[], roots: Int32Array, nodeCount: number) {
  const isVector = trees.some((tree) => tree.leafVectorSize > 1);
  const arrays = trees.map((tree) => tree.leafWeights ?? tree.baseWeights);
  const vectors = shared.float32(isVector ? arrays.reduce((sum, array) => sum + array.length, 0) : 0);
  const vectorStarts = shared.int32(isVector ? nodeCount : 0);
  let at = 0;
  for (const [index, tree] of trees.entries()) {
    if (!isVector) break;
    vectors.set(arrays[index], at);
    for (let node = 0; node < tree.leftChildren.length; node++) {
      const place = tree.leafWeights === undefined ? node : tree.rightChildren[node];
      vectorStarts[roots[index] + node] = at + place * tree.leafVectorSize;
    }
    at += arrays[index].length;
  }
  return { vectors, vectorStarts };
}
