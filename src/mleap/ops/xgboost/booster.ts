import { isTreeModel } from "../../../xgboost/model.js";
import { createPredictor } from "../../../xgboost/predict/create-predictor.js";
import type { PredictionKind, Predictor } from "../../../xgboost/predict/predictor.js";
import { readModel } from "../../../xgboost/read/read-model.js";
import type { Slots, SparseSlot, VectorSlot } from "../../engine/slots.js";
import { isSparse } from "../../engine/storage.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import type { BindContext } from "../../op.js";
import { rowReader } from "../row-reader.js";

export interface Booster {
  readonly features: number;
  readonly words: readonly string[];
  /** Floats per row of a kind of prediction. */
  widthOf(kind: PredictionKind): number;
  /** Prepares for feature vectors that stand in `input`. */
  bind(input: VectorSlot | SparseSlot): BoundBooster;
}

export interface BoundBooster {
  /** Takes a row; what is predicted is of the row that was opened last. */
  open(row: number): void;
  predict(kind: PredictionKind, out: Float32Array): void;
}

/**
 * The booster in the file `xgboost.model` beside a model, in any format of xgboost. NaN is missing, so is what equals the
 * attribute `missing`, and what a sparse vector does not store: that is how Spark trained it.
 */
export function boosterOf(model: Model): Booster {
  const predictor = predictorOf(model);
  const features = model.integer("num_features", predictor.numFeature);
  if (features < predictor.numFeature) {
    throw errors.badAttribute("num_features", `is ${features}, but the booster has ${predictor.numFeature}`);
  }
  const missing = Math.fround(model.number("missing", Number.NaN));
  return {
    features,
    words: [`${predictor.objective}, ${predictor.numFeature} features`],
    widthOf: (kind) => predictor.widthOf(kind),
    bind(input) {
      const reader = rowReader(input);
      const row = new Float32Array(predictor.numFeature);
      return {
        open(r) {
          reader.open(r);
          const sparse = input.kind === "sparse" || isSparse(input, r);
          for (let i = 0; i < row.length; i++) {
            const value = Math.fround(reader.values[reader.at + i]);
            row[i] = value === missing || (sparse && value === 0) ? Number.NaN : value;
          }
        },
        predict: (kind, out) => predictor.predict(row, 1, row.length, out, kind),
      };
    },
  };
}

function predictorOf(model: Model): Predictor {
  const file = model.file("xgboost.model");
  const limit = model.integer("tree_limit", 0);
  try {
    const booster = readModel(file);
    const rounds = isTreeModel(booster) ? booster.booster.iterationIndptr.length - 1 : 0;
    return createPredictor(booster, limit > 0 && limit < rounds ? { iterations: [0, limit] } : {});
  } catch (error) {
    throw errors.badFile("xgboost.model", (error as Error).message, error);
  }
}

/** The outputs `leaf_prediction` and `contrib_prediction`, as far as they are wanted. */
export function details(booster: Booster, slots: Slots, context: BindContext) {
  const kinds = [
    { kind: "leaf", slot: context.wanted("leaf_prediction") ? slots.value("double") : undefined },
    { kind: "contribs", slot: context.wanted("contrib_prediction") ? slots.value("double") : undefined },
  ] as const;
  return {
    outputs: kinds.map(({ slot }) => slot),
    fill(row: BoundBooster, r: number): void {
      for (const { kind, slot } of kinds) {
        if (slot === undefined) continue;
        const made = new Float32Array(booster.widthOf(kind));
        row.predict(kind, made);
        slot.values[r] = Array.from(made);
      }
    },
  };
}
