import { xgboostError } from "../errors.js";
import type { PreparedModel } from "../predict/prepare.js";
import { since } from "../version.js";
import { coverForest } from "./cover.js";
import type { Explainer } from "./explainer.js";
import { explainLinear } from "./linear-explainer.js";
import { contribsByQuadrature } from "./quadrature-contribs.js";
import { interactionsByQuadrature } from "./quadrature-interactions.js";
import { explainTrees } from "./tree-explainer.js";

/**
 * Sets a prepared model up for explanations, which its version of libxgboost computes by TreeSHAP, or from 3.3 on by
 * quadrature. Throws `XgboostError` `not_for_model`.
 */
export function createExplainer({ booster, numFeature, intercepts, version }: PreparedModel): Explainer {
  if (booster.kind === "gblinear") return explainLinear(booster, numFeature, intercepts);
  const covered = coverForest(booster.forest);
  const hasVectors = booster.forest.vectors.length > 0;
  if (!since(version, 3, 3)) {
    if (hasVectors) throw xgboostError("not_for_model", "explanation", "trees with vector leaves before 3.3");
    return explainTrees(covered, numFeature, intercepts, version);
  }
  const exact = contribsByQuadrature(covered, numFeature, intercepts);
  const approximate = hasVectors ? undefined : explainTrees(covered, numFeature, intercepts, version);
  return {
    interactions: interactionsByQuadrature(covered, numFeature, intercepts),
    contribs(rows, rowCount, columnCount, out, isApproximate) {
      if (!isApproximate) exact(rows, rowCount, columnCount, out);
      else if (approximate) approximate.contribs(rows, rowCount, columnCount, out, true);
      else throw xgboostError("not_for_model", "approximate explanation", "trees with vector leaves");
    },
  };
}
