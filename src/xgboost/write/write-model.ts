import { writeUbjson } from "../../bytes/ubjson-writer.js";
import { xgboostError } from "../errors.js";
import type { Model } from "../model.js";
import { since } from "../version.js";
import { modelDocument } from "./document.js";
import { jsonText } from "./json-text.js";
import { modernize } from "./modernize.js";

/**
 * Writes a model as the libxgboost of its version writes it, byte for byte. Models of before 1.6 are written as 1.7 would
 * write them. What 3.1 and later can read, and versions before cannot, is refused there rather than garbled.
 *
 * Throws `XgboostError`: `not_for_model` for an intercept per output in a version before 3.1; `objective_unknown`.
 */
export function writeModel(model: Model, format: "json" | "ubj"): Uint8Array {
  if (model.baseScore.length > 1 && !since(model.version, 3, 1)) {
    throw xgboostError(
      "not_for_model",
      "place in the file for an intercept per output",
      `version ${model.version.join(".")}`,
    );
  }
  const document = modelDocument(modernize(model));
  return format === "ubj" ? writeUbjson(document) : new TextEncoder().encode(jsonText(document));
}
