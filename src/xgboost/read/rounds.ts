import { type Model, outputGroups, type TreeBooster } from "../model.js";
import { integers, type Place, wrong } from "./fields.js";

/**
 * The bounds of the boosting rounds. Files before 2.0 do not have them: a round then makes `num_parallel_tree` trees for each
 * group, or `num_parallel_tree` trees with vector leaves. Checks on the way that every tree adds to a group that exists.
 */
export function readRounds(
  place: Place | undefined,
  { trees, treeGroups, numParallelTree }: Pick<TreeBooster, "trees" | "treeGroups" | "numParallelTree">,
  sizes: Pick<Model, "numClass" | "numTarget">,
  model: Place,
): Int32Array {
  const at = (key: string): Place => ({ value: undefined, path: `${model.path}.${key}` });
  const vectorSize = trees.reduce((size, tree) => Math.max(size, tree.leafVectorSize), 1);
  const groups = checkGroups(sizes, Math.max(trees.length, vectorSize), model);
  if (treeGroups.length !== trees.length) {
    throw wrong(at("tree_info"), `has ${treeGroups.length} entries for ${trees.length} trees`);
  }
  for (const [index, tree] of trees.entries()) {
    const group = treeGroups[index];
    if (group < 0 || group >= groups)
      throw wrong(at(`tree_info[${index}]`), `is ${group}, but there are ${groups} groups`);
    if (tree.leafVectorSize > 1 && tree.leafVectorSize !== groups) {
      throw wrong(
        at(`trees[${index}].tree_param.size_leaf_vector`),
        `is ${tree.leafVectorSize}, but there are ${groups} outputs`,
      );
    }
  }
  if (place !== undefined) return checkRounds(integers(place), trees.length, place);
  const perRound = numParallelTree * (vectorSize > 1 ? 1 : groups);
  const rounds = Math.ceil(trees.length / perRound);
  return Int32Array.from({ length: rounds + 1 }, (_, round) => Math.min(round * perRound, trees.length));
}

/** The number of output groups, which cannot be more than what the file has trees (or values in a leaf) for. */
export function checkGroups(sizes: Pick<Model, "numClass" | "numTarget">, limit: number, model: Place): number {
  const groups = outputGroups(sizes);
  if (groups > Math.max(limit, untrainedLimit)) {
    const key = sizes.numClass >= sizes.numTarget ? "num_class" : "num_target";
    throw wrong(
      { value: undefined, path: `learner.learner_model_param.${key}` },
      `is ${groups}, more than ${model.path} has trees for`,
    );
  }
  return groups;
}

/** A model with few or no trees may have this many groups whatever it holds. */
const untrainedLimit = 4096;

function checkRounds(indptr: Int32Array, trees: number, place: Place): Int32Array {
  const ends = indptr.length >= 1 && indptr[0] === 0 && indptr[indptr.length - 1] === trees;
  if (!ends) throw wrong(place, `does not lead from 0 to the ${trees} trees`);
  if (indptr.some((bound, index) => index > 0 && bound < indptr[index - 1])) throw wrong(place, "is not ascending");
  return indptr;
}
