import { pathOutside } from "../errors.js";
import type { JsonPath } from "./path.js";
import { selectIndexes } from "./select-index.js";

/**
 * Applies a path to a CSV row, which counts as an array of its fields: only indexes make sense. `path` must have passed
 * `checkCsvPath`. Throws `TransformError` (path-outside).
 */
export function selectFields(path: JsonPath, fields: readonly string[]): readonly string[] {
  const step = path.steps[0];
  if (step === undefined || step.kind === "wildcard") return fields;
  if (step.kind === "names") throw pathOutside(path.text, "a CSV row has no names");
  return selectIndexes(path, step.indexes, fields.length).map((position) => fields[position]);
}
