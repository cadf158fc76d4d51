import { xgboostError } from "../errors.js";
import { createExplainer } from "../explain/create-explainer.js";
import type { Explainer } from "../explain/explainer.js";
import type { Model } from "../model.js";
import type { Link } from "../objectives/link.js";
import { links } from "../objectives/table.js";
import { createForest, type Forest } from "./forest.js";
import { interceptsOf } from "./intercepts.js";
import { fillLeaves } from "./leaves.js";
import { linearMargins } from "./linear.js";
import { type Margins, walkedMargins } from "./margins.js";
import type { PredictionKind, Predictor, PredictorOptions } from "./predictor.js";

/**
 * Sets a model up for prediction.
 *
 * Throws `XgboostError`: `objective_unknown`, `iteration_range`, `model_field`.
 */
export function createPredictor(model: Model, options: PredictorOptions = {}): Predictor {
  const makeLink = Object.hasOwn(links, model.objective.name) ? links[model.objective.name] : undefined;
  if (makeLink === undefined) throw xgboostError("objective_unknown", model.objective.name);
  const link = makeLink(model.version);
  const intercepts = interceptsOf(model, link);
  const { booster } = model;
  const range = treeRange(model, options);
  const forest = booster.kind === "gblinear" ? undefined : createForest(booster, ...range);
  const margins =
    booster.kind === "gblinear"
      ? linearMargins(booster, model.numFeature, intercepts)
      : walkedMargins(forest!, intercepts, model.version);
  const setup: Setup = {
    model,
    link,
    groups: intercepts.length,
    forest,
    margins,
    values: valuesOf(link, margins, intercepts.length),
    explainer: once(() => createExplainer(model, intercepts, ...range)),
  };
  return {
    model,
    widthOf: (kind) => widthOf(setup, kind),
    predict: (rows, rowCount, columnCount, out, kind = "value") =>
      predict(setup, rows, rowCount, columnCount, out, kind),
  };
}

interface Setup {
  readonly model: Model;
  readonly link: Link;
  readonly groups: number;
  readonly forest: Forest | undefined;
  readonly margins: Margins;
  readonly values: Margins;
  /** Made when first asked for: few predictors explain. */
  readonly explainer: () => Explainer;
}

function predict(
  setup: Setup,
  rows: Float32Array,
  rowCount: number,
  columnCount: number,
  out: Float32Array,
  kind: PredictionKind,
): void {
  if (columnCount > setup.model.numFeature) throw xgboostError("feature_count", columnCount, setup.model.numFeature);
  if (rows.length < rowCount * columnCount)
    throw xgboostError("array_size", "rows", rows.length, rowCount * columnCount);
  const needed = rowCount * widthOf(setup, kind);
  if (out.length < needed) throw xgboostError("array_size", "out", out.length, needed);
  switch (kind) {
    case "value":
      setup.values(rows, rowCount, columnCount, out, 0);
      break;
    case "margin":
      setup.margins(rows, rowCount, columnCount, out, 0);
      break;
    case "leaf":
      fillLeaves(setup.forest!, rows, rowCount, columnCount, out);
      break;
    case "contribs":
    case "approx_contribs":
      setup.explainer().contribs(rows, rowCount, columnCount, out, kind === "approx_contribs");
      break;
    case "interactions":
      setup.explainer().interactions(rows, rowCount, columnCount, out);
      break;
  }
}

function widthOf({ model, link, groups, forest }: Setup, kind: PredictionKind): number {
  switch (kind) {
    case "value":
      return link.outputs(groups);
    case "margin":
      return groups;
    case "leaf":
      if (forest === undefined) throw xgboostError("not_for_model", kind, model.booster.kind);
      return forest.treeCount;
    case "contribs":
    case "approx_contribs":
      return groups * (model.numFeature + 1);
    case "interactions":
      return groups * (model.numFeature + 1) * (model.numFeature + 1);
  }
}

/** Margins and the objective's transformation after them: in place, or block by block where the outputs are fewer. */
function valuesOf(link: Link, margins: Margins, groups: number): Margins {
  const outputs = link.outputs(groups);
  if (outputs === groups) {
    return (rows, rowCount, columnCount, out, to) => {
      margins(rows, rowCount, columnCount, out, to);
      link.apply(out, to, out, to, rowCount, groups);
    };
  }
  const scratch = new Float32Array(blockRows * groups);
  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; row += blockRows) {
      const count = Math.min(blockRows, rowCount - row);
      const block = rowCount <= blockRows ? rows : rows.subarray(row * columnCount);
      margins(block, count, columnCount, scratch, 0);
      link.apply(scratch, 0, out, to + row * outputs, count, groups);
    }
  };
}

const blockRows = 256;

function treeRange(model: Model, { iterations }: PredictorOptions): [begin: number, end: number] {
  if (model.booster.kind === "gblinear") return [0, 0];
  const { iterationIndptr } = model.booster;
  const rounds = iterationIndptr.length - 1;
  const [begin, end] = iterations ?? [0, rounds];
  if (!(Number.isInteger(begin) && Number.isInteger(end) && begin >= 0 && begin <= end && end <= rounds)) {
    throw xgboostError("iteration_range", begin, end, rounds);
  }
  return [iterationIndptr[begin], iterationIndptr[end]];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
