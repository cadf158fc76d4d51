import { Float32, type UbjsonWritable } from "../../bytes/ubjson-writer.js";
import type { CategoryEncoding, CategoryNames, LinearBooster, Model, TreeBooster } from "../model.js";
import { since } from "../version.js";
import { floatText } from "./float-text.js";
import { treeDocument } from "./tree.js";

type Document = Record<string, UbjsonWritable>;

/** A model of 1.6 or later as the document that its version of libxgboost writes, keys in the order of their bytes. */
export function modelDocument(model: Model): Document {
  const { version, booster } = model;
  return {
    learner: {
      attributes: sorted(model.attributes),
      feature_names: model.featureNames,
      feature_types: model.featureTypes,
      gradient_booster: booster.kind === "gblinear" ? linear(booster) : trees(booster, model),
      learner_model_param: {
        base_score: baseScore(model),
        ...(since(version, 1, 7) && { boost_from_average: model.boostFromAverage ? "1" : "0" }),
        num_class: String(model.numClass),
        num_feature: String(model.numFeature),
        num_target: String(model.numTarget),
      },
      objective: sorted({
        name: model.objective.name,
        ...Object.fromEntries(Object.entries(model.objective.parameters).map(([key, block]) => [key, sorted(block)])),
        ...model.objective.positionBiases,
      }),
    },
    version,
  };
}

/** One number before 3.1, a list of one per output from then on. */
function baseScore({ version, baseScore }: Model): string {
  const texts = Array.from(baseScore, floatText);
  return since(version, 3, 1) ? `[${texts.join(",")}]` : texts[0];
}

function linear({ weights, boostedRounds }: LinearBooster): Document {
  return { model: { boosted_rounds: boostedRounds, weights }, name: "gblinear" };
}

function trees(booster: TreeBooster, model: Model): Document {
  const gbtree = { model: treesModel(booster, model), name: "gbtree" };
  if (booster.kind === "gbtree" || since(model.version, 3, 4)) return gbtree;
  return { gbtree, name: "dart", weight_drop: weights(booster) };
}

function treesModel(booster: TreeBooster, { version, numFeature }: Model): Document {
  return {
    ...(since(version, 3, 1) && { cats: booster.categories ? categoryNames(booster.categories) : noCategoryNames }),
    gbtree_model_param: {
      num_parallel_tree: String(booster.numParallelTree),
      num_trees: String(booster.trees.length),
      ...(!since(version, 2, 0) && { size_leaf_vector: "0" }),
    },
    ...(since(version, 2, 0) && { iteration_indptr: Array.from(booster.iterationIndptr) }),
    tree_info: Array.from(booster.treeGroups),
    trees: booster.trees.map((tree, id) => treeDocument(tree, id, numFeature)),
    ...(booster.kind === "dart" && since(version, 3, 4) && { weight_drop: weights(booster) }),
  };
}

function weights({ treeWeights }: TreeBooster): Float32[] {
  return Array.from(treeWeights ?? [], (weight) => new Float32(weight));
}

const noCategoryNames: Document = { enc: [], feature_segments: new Int32Array(0), sorted_idx: new Int32Array(0) };

function categoryNames({ encodings, featureSegments, sortedIndices }: CategoryNames): Document {
  return { enc: encodings.map(encoding), feature_segments: featureSegments, sorted_idx: sortedIndices };
}

function encoding(encoding: CategoryEncoding): Document {
  if (encoding.type === "text") return { offsets: encoding.offsets, values: encoding.values };
  const values = numericArrays[encoding.type](encoding.values);
  return { type: encoding.type, values };
}

/** By libxgboost's number of the type; unsigned ones beyond 8 bits have no typed array in UBJSON. */
const numericArrays: Readonly<Record<number, (values: readonly number[]) => UbjsonWritable>> = {
  7: (values) => Float32Array.from(values),
  8: (values) => Float64Array.from(values),
  9: (values) => Int8Array.from(values),
  10: (values) => Uint8Array.from(values),
  11: (values) => Int16Array.from(values),
  12: (values) => [...values],
  13: (values) => Int32Array.from(values),
  14: (values) => [...values],
  15: (values) => BigInt64Array.from(values, BigInt),
  16: (values) => [...values],
};

function sorted(entries: Readonly<Record<string, UbjsonWritable>>): Map<string, UbjsonWritable> {
  const encoder = new TextEncoder();
  const keys = Object.keys(entries).map((key) => ({ key, bytes: encoder.encode(key) }));
  keys.sort((a, b) => compareBytes(a.bytes, b.bytes));
  return new Map(keys.map(({ key }) => [key, entries[key]]));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
