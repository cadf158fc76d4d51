import type { CategoricalSplits, Tree } from "../model.js";
import { noCategoricalSplits } from "../model.js";
import { checkTree } from "./check-tree.js";
import { count, flags, floats, integers, member, optional, type Place, sizes, wrong } from "./fields.js";

/** Reads one tree of the JSON and UBJSON layout (`src/tree/tree_model.cc`, `src/tree/multi_target_tree_model.cc`). */
export function readTree(place: Place, numFeature: number): Tree {
  const parameters = member(place, "tree_param");
  const numNodes = count(member(parameters, "num_nodes"));
  const leafVectorSize = count(optional(parameters, "size_leaf_vector") ?? { value: 0, path: "" });
  const vector = leafVectorSize > 1;
  const leafWeights = vector ? optional(place, "leaf_weights") : undefined;
  const tree: Tree = {
    leftChildren: integers(member(place, "left_children")),
    rightChildren: integers(member(place, "right_children")),
    parents: integers(member(place, "parents")),
    splitIndices: integers(member(place, "split_indices")),
    splitConditions: floats(member(place, "split_conditions")),
    defaultLeft: flags(member(place, "default_left")),
    baseWeights: floats(member(place, "base_weights")),
    ...(leafWeights && { leafWeights: floats(leafWeights) }),
    lossChanges: statistics(place, "loss_changes", vector),
    sumHessian: statistics(place, "sum_hessian", vector),
    splitTypes: splitTypes(place, numNodes),
    categoricalSplits: categoricalSplits(place),
    leafVectorSize,
    numDeleted: count(optional(parameters, "num_deleted") ?? { value: 0, path: "" }),
  };
  checkTree(tree, numNodes, numFeature, place);
  return tree;
}

/** Statistics, which trees with vector leaves lack before 3.2. */
function statistics(place: Place, key: string, vector: boolean): Float32Array {
  const found = vector ? optional(place, key) : member(place, key);
  return found === undefined ? new Float32Array(0) : floats(found);
}

/** Categorical splits came with 1.3. */
function splitTypes(place: Place, numNodes: number): Uint8Array {
  const found = optional(place, "split_type");
  if (found === undefined) {
    if (numNodes > integers(member(place, "left_children")).length) throw wrong(place, "has fewer nodes than it says");
    return new Uint8Array(numNodes);
  }
  return flags(found);
}

function categoricalSplits(place: Place): CategoricalSplits {
  const found = optional(place, "categories_nodes");
  const nodes = found && integers(found);
  if (!nodes?.length) return noCategoricalSplits;
  return {
    nodes,
    segments: sizes(member(place, "categories_segments")),
    sizes: sizes(member(place, "categories_sizes")),
    categories: integers(member(place, "categories")),
  };
}
