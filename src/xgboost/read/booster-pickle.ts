import { xgboostError } from "../errors.js";
import type { Model } from "../model.js";
import { isObject, type PickleObject, type PickleValue, readPickle } from "./pickle.js";

/** What Python keeps beside the booster itself, and `Booster.attributes()` does not always have. */
const pythonAttributes = ["best_iteration", "best_score", "best_ntree_limit"];

/**
 * Reads a pickled `xgboost.core.Booster`, or a scikit-learn wrapper that holds one. `readBody` reads what the Booster's
 * `handle` holds.
 *
 * Throws `XgboostError`: `pickle_refused`, and what `readBody` throws.
 */
export function readBoosterPickle(bytes: Uint8Array, readBody: (body: Uint8Array) => Model): Model {
  const state = stateOf(boosterOf(readPickle(bytes)));
  const body = state.get("handle");
  if (!(body instanceof Uint8Array)) throw xgboostError("pickle_refused", "its Booster has no model (handle)");
  const model = readBody(body);
  const kept = pythonAttributes.flatMap((key) => {
    const value = state.get(key);
    return typeof value === "number" || typeof value === "string" ? [[key, String(value)] as const] : [];
  });
  return {
    ...model,
    featureNames: model.featureNames.length > 0 ? model.featureNames : texts(state.get("feature_names")),
    featureTypes: model.featureTypes.length > 0 ? model.featureTypes : texts(state.get("feature_types")),
    attributes: { ...Object.fromEntries(kept), ...model.attributes },
  };
}

function boosterOf(value: PickleValue): PickleObject {
  if (isObject(value) && value.class === "xgboost.core Booster") return value;
  if (isObject(value) && value.class.startsWith("xgboost.sklearn ")) {
    const inner = stateOf(value).get("_Booster");
    if (inner !== undefined && isObject(inner) && inner.class === "xgboost.core Booster") return inner;
    throw xgboostError("pickle_refused", "the scikit-learn model in it has not been fitted");
  }
  throw xgboostError("pickle_refused", "it does not hold a Booster");
}

function stateOf({ state }: PickleObject): Map<PickleValue, PickleValue> {
  if (state instanceof Map) return state;
  throw xgboostError("pickle_refused", "its Booster has no state");
}

function texts(value: PickleValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
