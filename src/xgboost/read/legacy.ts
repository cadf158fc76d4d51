/**
 * The legacy binary format (`LoadModel(dmlc::Stream*)` of `src/learner.cc` up to 3.0): C structs, little-endian, with counts of
 * 64 bits before strings and vectors.
 */
import { xgboostError } from "../errors.js";
import type { LinearBooster, Model, TreeBooster } from "../model.js";
import { checkTree } from "./check-tree.js";
import type { Place } from "./fields.js";
import { parseJson } from "./json.js";
import { type Cursor, cursorOf, floats, integers, recordOf, skip, text, vectorCount } from "./legacy-cursor.js";
import { readLegacyTree } from "./legacy-tree.js";
import { readObjective } from "./objective.js";
import { checkGroups, readRounds } from "./rounds.js";

/** Throws `XgboostError`: `model_format` when the file ends early or holds no model, `model_field`. */
export function readLegacy(bytes: Uint8Array): Model {
  const cursor = cursorOf(bytes);
  if (text4(bytes) === "binf") skip(cursor, 4);
  const learner = recordOf(cursor, 136);
  const objective = text(cursor);
  const boosterName = text(cursor);
  const sizes = {
    numFeature: learner.getUint32(4, true),
    numClass: Math.max(0, learner.getInt32(8, true)),
    numTarget: Math.max(1, learner.getUint32(28, true)),
  };
  const major = learner.getUint32(20, true);
  const version = major === 0 ? ([0, 90, 0] as const) : ([major, learner.getUint32(24, true), 0] as const);
  const booster = readBooster(cursor, boosterName, sizes);
  const attributes = learner.getInt32(12, true) === 0 ? {} : readAttributes(cursor);
  // Two entries are the library's own: the objective's parameters and the list of metrics.
  const { objective: configuration, metrics: _, count_poisson_max_delta_step: __, ...users } = attributes;
  return {
    version,
    ...sizes,
    baseScore: Float32Array.of(learner.getFloat32(0, true)),
    boostFromAverage: learner.getInt32(32, true) !== 0,
    objective: configuration === undefined ? { name: objective, parameters: {} } : readConfiguration(configuration),
    booster,
    featureNames: [],
    featureTypes: [],
    attributes: users,
  };
}

type Sizes = Pick<Model, "numFeature" | "numClass" | "numTarget">;

function readBooster(cursor: Cursor, name: string, sizes: Sizes): TreeBooster | LinearBooster {
  switch (name) {
    case "gbtree":
      return readTrees(cursor, "gbtree", sizes);
    case "dart": {
      const trees = readTrees(cursor, "dart", sizes);
      const treeWeights = floats(cursor, vectorCount(cursor, 4));
      if (treeWeights.length !== trees.trees.length) {
        throw xgboostError("model_field", "weight_drop", "does not have one entry per tree");
      }
      return { ...trees, treeWeights };
    }
    case "gblinear":
      return readLinear(cursor, sizes);
    default:
      throw xgboostError("model_format", "neither JSON, UBJSON, a pickle nor the legacy binary format");
  }
}

function readTrees(cursor: Cursor, kind: "gbtree" | "dart", sizes: Sizes): TreeBooster {
  const parameters = recordOf(cursor, 160);
  const numTrees = parameters.getInt32(0, true);
  const place: Place = { value: undefined, path: "gbtree" };
  if (numTrees < 0 || numTrees * smallestTree > cursor.bytes.length - cursor.at) {
    throw xgboostError("model_field", "gbtree.num_trees", `is ${numTrees}, more than the file holds`);
  }
  const trees = Array.from({ length: numTrees }, (_, index) => {
    const tree = readLegacyTree(cursor, index);
    checkTree(tree, tree.leftChildren.length, sizes.numFeature, { value: undefined, path: `gbtree.trees[${index}]` });
    return tree;
  });
  const treeGroups = integers(cursor, numTrees);
  const rounds = { trees, treeGroups, numParallelTree: Math.max(1, parameters.getInt32(4, true)) };
  return { kind, ...rounds, iterationIndptr: readRounds(undefined, rounds, sizes, place) };
}

/** A tree's parameters and one node. */
const smallestTree = 148 + 20 + 16;

function readLinear(cursor: Cursor, sizes: Sizes): LinearBooster {
  skip(cursor, 136);
  const weights = floats(cursor, vectorCount(cursor, 4));
  const groups = checkGroups(sizes, Math.max(weights.length, 1), { value: undefined, path: "gblinear" });
  const needed = (sizes.numFeature + 1) * groups;
  if (weights.length !== needed) {
    throw xgboostError("model_field", "gblinear.weights", `has ${weights.length} entries where ${needed} are needed`);
  }
  return { kind: "gblinear", weights, boostedRounds: 0 };
}

function readAttributes(cursor: Cursor): Record<string, string> {
  const count = vectorCount(cursor, 16);
  return Object.fromEntries(Array.from({ length: count }, () => [text(cursor), text(cursor)] as const));
}

function readConfiguration(json: string) {
  return readObjective({ ...parseJson(new TextEncoder().encode(json)), path: "attributes.objective" });
}

function text4(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4));
}
