import { xgboostError } from "../errors.js";
import { isTreeModel, type Model, outputGroups, type TreeModel } from "../model.js";

/** The model as one that boosting can go on from. Throws `XgboostError` `initial_model` where it is not one. */
export function checkInitialModel(model: Model, columns: number, outputs: number): TreeModel {
  if (!isTreeModel(model)) throw xgboostError("initial_model", "is linear; only trees are boosted here");
  if (model.booster.trees.some((tree) => tree.leafVectorSize > 1))
    throw xgboostError("initial_model", "has trees with vector leaves, which are not boosted here");
  if (model.numFeature !== columns)
    throw xgboostError("initial_model", `has ${model.numFeature} features, and the data ${columns}`);
  const groups = outputGroups(model);
  if (groups !== outputs) throw xgboostError("initial_model", `has ${groups} outputs, and the objective ${outputs}`);
  return model;
}
