import type { Model } from "../model.js";
import { coverForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { explainLinear } from "./linear-explainer.js";
import { explainTrees } from "./tree-explainer.js";

/** Sets a model's trees `[begin, end)` up for explanations. Throws `XgboostError` `not_for_model`. */
export function createExplainer(model: Model, intercepts: Float32Array, begin: number, end: number): Explainer {
  const { booster, numFeature, version } = model;
  if (booster.kind === "gblinear") return explainLinear(booster, numFeature, intercepts);
  return explainTrees(coverForest(booster, begin, end), numFeature, intercepts, version);
}
