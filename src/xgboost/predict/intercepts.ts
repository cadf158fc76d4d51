import { xgboostError } from "../errors.js";
import { type Model, outputGroups } from "../model.js";
import type { Link } from "../objectives/link.js";

/** The margin that each output group starts from. Files of 0.x hold margins, but for `multi:*`, whose link is the identity. */
export function interceptsOf(model: Model, link: Link): Float32Array {
  const groups = outputGroups(model);
  const { baseScore } = model;
  if (baseScore.length !== 1 && baseScore.length !== groups) {
    throw xgboostError(
      "model_field",
      "learner.learner_model_param.base_score",
      `has ${baseScore.length} entries for ${groups} outputs`,
    );
  }
  const isMargin = model.version[0] < 1;
  const margins = isMargin ? baseScore : link.toMargins(baseScore);
  return Float32Array.from({ length: groups }, (_, group) => margins[margins.length === 1 ? 0 : group]);
}
