import { xgboostError } from "../errors.js";
import type { LinearBooster, Model, Version } from "../model.js";
import { linkOf } from "../objectives/table.js";
import { whereSupported } from "../webassembly.js";
import { createForest, type Forest } from "./forest.js";
import { interceptsOf } from "./intercepts.js";
import { type Packed, packForest } from "./packed.js";
import type { PredictorOptions } from "./predictor.js";

/**
 * A model with all set-up for prediction done, as plain data. It can be posted to other threads, which make their predictors
 * from it: the trees are in shared memory and are not copied.
 */
export interface PreparedModel {
  readonly version: Version;
  readonly objective: string;
  readonly numFeature: number;
  /** Per output group, the margin that sums begin with. */
  readonly intercepts: Float32Array;
  readonly booster: PreparedTrees | LinearBooster;
}

export interface PreparedTrees {
  readonly kind: "trees";
  readonly forest: Forest;
  /** The same trees for the kernels; absent where they cannot be packed, or the host has no shared WebAssembly memory. */
  readonly packed?: Packed;
}

/**
 * Sets a model up for prediction.
 *
 * Throws `XgboostError`: `objective_unknown`, `iteration_range`, `model_field`.
 */
export function prepareModel(model: Model, options: PredictorOptions = {}): PreparedModel {
  const { version, numFeature, booster } = model;
  const intercepts = interceptsOf(model, linkOf(model.objective.name, version));
  const prepared = { version, objective: model.objective.name, numFeature, intercepts };
  if (booster.kind === "gblinear") return { ...prepared, booster };
  const forest = createForest(booster, ...treeRange(booster.iterationIndptr, options));
  const packed = whereSupported(() => packForest(forest));
  return { ...prepared, booster: { kind: "trees", forest, ...(packed && { packed }) } };
}

function treeRange(indptr: Int32Array, { iterations }: PredictorOptions): [begin: number, end: number] {
  const rounds = indptr.length - 1;
  const [begin, end] = iterations ?? [0, rounds];
  if (!(Number.isInteger(begin) && Number.isInteger(end) && begin >= 0 && begin <= end && end <= rounds)) {
    throw xgboostError("iteration_range", begin, end, rounds);
  }
  return [indptr[begin], indptr[end]];
}
