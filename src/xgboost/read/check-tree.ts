import type { Tree } from "../model.js";
import { type Place, wrong } from "./fields.js";

/** One past the largest category that libxgboost knows (2²⁴: the integers that float32 holds exactly). */
const categoryLimit = 16777216;

/**
 * Refuses what is not a tree: arrays of unequal length, children out of range or reached twice (a cycle, a shared branch),
 * features that the model does not have, lists of categories beyond their array. `place` is where the tree stands in the file.
 */
export function checkTree(tree: Tree, numNodes: number, numFeature: number, place: Place): void {
  if (numNodes < 1) throw wrong(field(place, "tree_param.num_nodes"), "is 0");
  const vector = tree.leafVectorSize > 1;
  const expected = [
    ["left_children", tree.leftChildren, numNodes],
    ["right_children", tree.rightChildren, numNodes],
    ["parents", tree.parents, numNodes],
    ["split_indices", tree.splitIndices, numNodes],
    ["split_conditions", tree.splitConditions, numNodes],
    ["default_left", tree.defaultLeft, numNodes],
    ["split_type", tree.splitTypes, numNodes],
    ["base_weights", tree.baseWeights, vector ? numNodes * tree.leafVectorSize : numNodes, tree.leafWeights],
    ["loss_changes", tree.lossChanges, numNodes, vector && tree.lossChanges.length === 0],
    ["sum_hessian", tree.sumHessian, numNodes, vector && tree.sumHessian.length === 0],
  ] as const;
  for (const [key, array, length, mayDiffer] of expected) {
    if (array.length !== length && !mayDiffer)
      throw wrong(field(place, key), `has ${array.length} entries where ${length} are needed`);
  }
  checkBranches(tree, numFeature, place);
  checkCategories(tree, place);
}

function checkBranches(tree: Tree, numFeature: number, place: Place): void {
  const { leftChildren, rightChildren, splitIndices } = tree;
  const reached = new Uint8Array(leftChildren.length);
  const open = [0];
  const reach = (key: string, node: number, child: number) => {
    const at = () => field(place, `${key}[${node}]`);
    if (child < 0 || child >= leftChildren.length) {
      throw wrong(at(), `is ${child}, but the tree has ${leftChildren.length} nodes`);
    }
    if (reached[child] === 1) throw wrong(at(), `is ${child}, a node that another branch already leads to`);
    reached[child] = 1;
    open.push(child);
  };
  reached[0] = 1;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (leftChildren[node] === -1) {
      checkLeaf(tree, node, place);
      continue;
    }
    reach("left_children", node, leftChildren[node]);
    reach("right_children", node, rightChildren[node]);
    const feature = splitIndices[node];
    if (feature < 0 || feature >= numFeature) {
      throw wrong(field(place, `split_indices[${node}]`), `is ${feature}, but the model has ${numFeature} features`);
    }
  }
}

function checkLeaf({ leafWeights, leafVectorSize, rightChildren }: Tree, node: number, place: Place): void {
  const end = (rightChildren[node] + 1) * leafVectorSize;
  if (leafWeights !== undefined && (end <= 0 || end > leafWeights.length)) {
    throw wrong(field(place, `right_children[${node}]`), `is ${rightChildren[node]}, which leaf_weights does not have`);
  }
}

function checkCategories(tree: Tree, place: Place): void {
  const { nodes, segments, sizes, categories } = tree.categoricalSplits;
  if (segments.length !== nodes.length)
    throw wrong(field(place, "categories_segments"), "has another length than categories_nodes");
  if (sizes.length !== nodes.length)
    throw wrong(field(place, "categories_sizes"), "has another length than categories_nodes");
  const listed = new Set(nodes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > categories.length) {
    throw wrong(field(place, "categories_sizes"), `add up to ${total}, but there are ${categories.length} categories`);
  }
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (tree.splitTypes[node] !== 1)
      throw wrong(field(place, `categories_nodes[${i}]`), `is ${node}, not a categorical node`);
    if (segments[i] + sizes[i] > categories.length) {
      throw wrong(
        field(place, `categories_segments[${i}]`),
        `and its size lead beyond the ${categories.length} categories`,
      );
    }
  }
  for (let node = 0; node < tree.splitTypes.length; node++) {
    if (tree.splitTypes[node] === 1 && tree.leftChildren[node] !== -1 && !listed.has(node)) {
      throw wrong(field(place, `split_type[${node}]`), "is categorical, but categories_nodes does not list the node");
    }
  }
  for (let i = 0; i < categories.length; i++) {
    if (categories[i] < 0 || categories[i] >= categoryLimit) {
      throw wrong(field(place, `categories[${i}]`), `is ${categories[i]}, not a category`);
    }
  }
}

function field(place: Place, key: string): Place {
  return { value: undefined, path: `${place.path}.${key}` };
}
