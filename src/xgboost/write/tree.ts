import type { UbjsonWritable } from "../../bytes/ubjson-writer.js";
import type { Tree } from "../model.js";

/** One tree as a document (`SaveModel` of `src/tree/tree_model.cc` and `multi_target_tree_model.cc`). */
export function treeDocument(tree: Tree, id: number, numFeature: number): Record<string, UbjsonWritable> {
  const { nodes, segments, sizes, categories } = tree.categoricalSplits;
  return {
    base_weights: tree.baseWeights,
    categories,
    categories_nodes: nodes,
    categories_segments: bigIntegers(segments),
    categories_sizes: bigIntegers(sizes),
    default_left: tree.defaultLeft,
    id,
    ...(tree.leafWeights && { leaf_weights: tree.leafWeights }),
    left_children: tree.leftChildren,
    ...(tree.lossChanges.length > 0 && { loss_changes: tree.lossChanges }),
    parents: tree.parents,
    right_children: tree.rightChildren,
    split_conditions: tree.splitConditions,
    split_indices: tree.splitIndices,
    split_type: tree.splitTypes,
    ...(tree.sumHessian.length > 0 && { sum_hessian: tree.sumHessian }),
    tree_param: {
      num_deleted: String(tree.numDeleted),
      num_feature: String(numFeature),
      num_nodes: String(tree.leftChildren.length),
      size_leaf_vector: String(tree.leafVectorSize),
    },
  };
}

function bigIntegers(sizes: Float64Array): BigInt64Array {
  return BigInt64Array.from(sizes, BigInt);
}
