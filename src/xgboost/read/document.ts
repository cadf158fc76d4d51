/** The layout that JSON and UBJSON files share (`doc/model.schema` of XGBoost; 1.0 to 3.x). */
import type { LinearBooster, Model, TreeBooster, Version } from "../model.js";
import { readCategoryNames } from "./category-names.js";
import { count, elements, floats, integers, member, optional, type Place, text, wrong } from "./fields.js";
import { readObjective, readTexts } from "./objective.js";
import { checkGroups, readRounds } from "./rounds.js";
import { readTree } from "./tree.js";

/** Makes the model of a parsed document. Throws `XgboostError` `model_field`, which names the field. */
export function readDocument(document: Place): Model {
  const learner = member(document, "learner");
  const parameters = member(learner, "learner_model_param");
  const attributes = optional(learner, "attributes");
  const sizes = {
    numFeature: count(member(parameters, "num_feature")),
    numClass: count(member(parameters, "num_class")),
    numTarget: countOr(parameters, "num_target", 1),
  };
  return {
    version: version(optional(document, "version")),
    ...sizes,
    baseScore: baseScore(member(parameters, "base_score")),
    boostFromAverage: optional(parameters, "boost_from_average")?.value !== "0",
    objective: readObjective(member(learner, "objective")),
    booster: booster(member(learner, "gradient_booster"), sizes),
    featureNames: strings(optional(learner, "feature_names")),
    featureTypes: strings(optional(learner, "feature_types")),
    attributes: attributes === undefined ? {} : readTexts(attributes),
  };
}

type Sizes = Pick<Model, "numFeature" | "numClass" | "numTarget">;

function booster(place: Place, sizes: Sizes): TreeBooster | LinearBooster {
  const name = text(member(place, "name"));
  if (name === "gbtree") {
    const model = member(place, "model");
    return weighted(trees(model, sizes), optional(model, "weight_drop"), 0);
  }
  if (name === "dart") {
    const model = member(member(place, "gbtree"), "model");
    const booster = trees(model, sizes);
    return weighted(booster, member(place, "weight_drop"), booster.trees.length);
  }
  if (name === "gblinear") return linear(member(place, "model"), sizes);
  throw wrong(member(place, "name"), `is ${name}; known are gbtree, dart and gblinear`);
}

/** With the trees' weights (dart). From 3.4 they stand in the model of a `gbtree`, and the last trees, if not weighted, lack theirs. */
function weighted(booster: TreeBooster, place: Place | undefined, least: number): TreeBooster {
  if (place === undefined) return booster;
  const weights = floats(place);
  if (weights.length < least || weights.length > booster.trees.length)
    throw wrong(place, `has ${weights.length} entries for ${booster.trees.length} trees`);
  const treeWeights = new Float32Array(booster.trees.length).fill(1);
  treeWeights.set(weights);
  return { ...booster, kind: "dart", treeWeights };
}

function trees(place: Place, sizes: Sizes): TreeBooster {
  const parameters = member(place, "gbtree_model_param");
  const treePlaces = elements(member(place, "trees"));
  const found = treePlaces.map((tree) => readTree(tree, sizes.numFeature));
  const treeGroups = integers(member(place, "tree_info"));
  const names = optional(place, "cats");
  const rounds = {
    numParallelTree: Math.max(1, countOr(parameters, "num_parallel_tree", 1)),
    trees: found,
    treeGroups,
  };
  const iterationIndptr = readRounds(optional(place, "iteration_indptr"), rounds, sizes, place);
  return { kind: "gbtree", ...rounds, iterationIndptr, ...(names && { categories: readCategoryNames(names) }) };
}

function linear(place: Place, sizes: Sizes): LinearBooster {
  const weights = member(place, "weights");
  const values = floats(weights);
  const groups = checkGroups(sizes, Math.max(values.length, 1), place);
  const needed = (sizes.numFeature + 1) * groups;
  if (values.length !== needed) throw wrong(weights, `has ${values.length} entries where ${needed} are needed`);
  return { kind: "gblinear", weights: values, boostedRounds: countOr(place, "boosted_rounds", 0) };
}

/** A number, or from 3.1 a bracketed list of numbers, one per output. */
function baseScore(place: Place): Float32Array {
  const entries = text(place)
    .replace(/^\[|\]$/g, "")
    .split(",");
  return Float32Array.from(entries, (entry) => {
    const value = Number(entry);
    if (entry.trim() === "" || Number.isNaN(value))
      throw wrong(place, `is ${JSON.stringify(place.value)}, not a number`);
    return value;
  });
}

function version(place: Place | undefined): Version {
  if (place === undefined) return [1, 0, 0];
  const numbers = elements(place).map(count);
  if (numbers.length !== 3) throw wrong(place, "does not have three numbers");
  return [numbers[0], numbers[1], numbers[2]];
}

function countOr(place: Place, key: string, absent: number): number {
  const found = optional(place, key);
  return found === undefined ? absent : count(found);
}

function strings(place: Place | undefined): string[] {
  return place === undefined ? [] : elements(place).map(text);
}
