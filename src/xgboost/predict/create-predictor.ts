import { xgboostError } from "../errors.js";
import { createExplainer } from "../explain/create-explainer.js";
import type { Explainer } from "../explain/explainer.js";
import type { Model } from "../model.js";
import type { Link } from "../objectives/link.js";
import { linkOf } from "../objectives/table.js";
import { whereSupported } from "../webassembly.js";
import { fillLeaves } from "./leaves.js";
import { linearMargins } from "./linear.js";
import { inOrderOf, type Margins } from "./margins.js";
import { packedMargins } from "./packed-margins.js";
import type { PredictionKind, Predictor, PredictorOptions } from "./predictor.js";
import { type PreparedModel, prepareModel } from "./prepare.js";
import { valuesOf } from "./values.js";
import { walkedMargins } from "./walked-margins.js";

/**
 * Makes a predictor of a model, or of a prepared model, in which case its trees are shared with every other predictor of it,
 * in this thread or another (`options` are then those of `prepareModel`).
 *
 * Throws `XgboostError`: `objective_unknown`, `iteration_range`, `model_field`.
 */
export function createPredictor(model: Model | PreparedModel, options: PredictorOptions = {}): Predictor {
  const prepared = "intercepts" in model ? model : prepareModel(model, options);
  const link = linkOf(prepared.objective, prepared.version);
  const groups = prepared.intercepts.length;
  const margins = marginsOf(prepared);
  const setup: Setup = { prepared, link, groups, margins, values: valuesOf(link, margins, groups) };
  return {
    numFeature: prepared.numFeature,
    groups,
    objective: prepared.objective,
    widthOf: (kind) => widthOf(setup, kind),
    predict(rows, rowCount, columnCount, out, kind = "value") {
      checkArrays(setup, rows, rowCount, columnCount, out, kind);
      fill(setup, rows, rowCount, columnCount, out, kind);
    },
  };
}

interface Setup {
  readonly prepared: PreparedModel;
  readonly link: Link;
  readonly groups: number;
  readonly margins: Margins;
  readonly values: Margins;
  /** Made when first asked for: few predictors explain. */
  explainer?: Explainer;
}

function marginsOf({ booster, numFeature, intercepts, version }: PreparedModel): Margins {
  if (booster.kind === "gblinear") return linearMargins(booster, numFeature, intercepts);
  const { forest, packed } = booster;
  const sums = (start: Float32Array) =>
    (packed && whereSupported(() => packedMargins(packed, start))) ?? walkedMargins(forest, start);
  return inOrderOf(version, sums, intercepts);
}

function checkArrays(
  setup: Setup,
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
  kind: PredictionKind,
): void {
  const { numFeature } = setup.prepared;
  if (columnCount > numFeature) throw xgboostError("feature_count", columnCount, numFeature);
  if (rows.length < rowCount * columnCount)
    throw xgboostError("array_size", "rows", rows.length, rowCount * columnCount);
  const needed = rowCount * widthOf(setup, kind);
  if (out.length < needed) throw xgboostError("array_size", "out", out.length, needed);
}

function fill(
  setup: Setup,
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
  kind: PredictionKind,
): void {
  switch (kind) {
    case "value":
      setup.values(rows, rowCount, columnCount, out, 0);
      break;
    case "margin":
      setup.margins(rows, rowCount, columnCount, out, 0);
      break;
    case "leaf":
      if (setup.prepared.booster.kind === "trees")
        fillLeaves(setup.prepared.booster.forest, rows, rowCount, columnCount, out);
      break;
    case "contribs":
    case "approx_contribs":
      explainerOf(setup).contribs(rows, rowCount, columnCount, out, kind === "approx_contribs");
      break;
    case "interactions":
      explainerOf(setup).interactions(rows, rowCount, columnCount, out);
      break;
  }
}

function widthOf({ prepared, link, groups }: Setup, kind: PredictionKind): number {
  const { booster, numFeature } = prepared;
  switch (kind) {
    case "value":
      return link.outputs(groups);
    case "margin":
      return groups;
    case "leaf":
      if (booster.kind === "gblinear") throw xgboostError("not_for_model", kind, booster.kind);
      return booster.forest.treeCount;
    case "contribs":
    case "approx_contribs":
      return groups * (numFeature + 1);
    case "interactions":
      return groups * (numFeature + 1) * (numFeature + 1);
  }
}

function explainerOf(setup: Setup): Explainer {
  setup.explainer ??= createExplainer(setup.prepared);
  return setup.explainer;
}
