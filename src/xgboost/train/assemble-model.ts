import type { TreeBooster, TreeModel, Version } from "../model.js";
import type { Boosting } from "./boosting.js";
import type { TrainingData } from "./data.js";
import type { Loss } from "./losses/loss.js";
import type { ResolvedParams } from "./params.js";

/** What a model says beside its trees. */
export interface ModelOutline {
  readonly version: Version;
  readonly data: TrainingData;
  readonly params: ResolvedParams;
  readonly loss: Loss;
  readonly baseScore: Float32Array;
}

/** The model of a training so far; without trees where there are none yet. */
export function assembleModel(
  { version, data, params, loss, baseScore }: ModelOutline,
  boosting: Boosting | undefined,
  best?: { readonly round: number; readonly value: number },
): TreeModel {
  const booster: TreeBooster = {
    kind: params.booster,
    trees: boosting?.grown.map(({ tree }) => tree) ?? [],
    treeGroups: Int32Array.from(boosting?.grown ?? [], ({ output }) => output),
    iterationIndptr: Int32Array.from(boosting?.iterationIndptr ?? [0]),
    numParallelTree: params.num_parallel_tree,
    ...(boosting?.dropout === undefined ? {} : { treeWeights: Float32Array.from(boosting.dropout.weights) }),
  };
  return {
    version,
    numFeature: data.features.columns,
    numClass: params.num_class,
    numTarget: params.num_class > 0 ? 1 : loss.outputs,
    baseScore,
    boostFromAverage: params.base_score === undefined,
    objective: { name: params.objective, parameters: loss.parameters },
    booster,
    featureNames: data.featureNames ?? [],
    featureTypes: data.featureTypes ?? [],
    attributes: best === undefined ? {} : { best_iteration: String(best.round), best_score: String(best.value) },
  };
}

/** The model with its first `rounds` rounds only. */
export function cutModel(model: TreeModel, rounds: number): TreeModel {
  const { booster } = model;
  const trees = booster.iterationIndptr[rounds];
  return {
    ...model,
    booster: {
      ...booster,
      trees: booster.trees.slice(0, trees),
      treeGroups: booster.treeGroups.slice(0, trees),
      iterationIndptr: booster.iterationIndptr.slice(0, rounds + 1),
      ...(booster.treeWeights === undefined ? {} : { treeWeights: booster.treeWeights.slice(0, trees) }),
    },
  };
}
