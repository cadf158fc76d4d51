import type { PreparedModel } from "../predict/prepare.js";
import { coverForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { explainLinear } from "./linear-explainer.js";
import { explainTrees } from "./tree-explainer.js";

/** Sets a prepared model up for explanations. Throws `XgboostError` `not_for_model`. */
export function createExplainer({ booster, numFeature, intercepts, version }: PreparedModel): Explainer {
  if (booster.kind === "gblinear") return explainLinear(booster, numFeature, intercepts);
  return explainTrees(coverForest(booster.forest), numFeature, intercepts, version);
}
