import { pathOutside } from "../errors.js";
import { elements, isArray, isObject, members } from "./json-text.js";
import { isSingle, type JsonPath, type Step } from "./path.js";
import { selectIndexes } from "./select-index.js";

/**
 * Applies a path to a JSON text and gives JSON text: what it selects is copied as it was written, so numbers keep their digits
 * and objects their order. Several names give an object of them, several indexes, a slice or a wildcard an array; steps after
 * those apply to each value and give an array. `json` must be valid. Throws `TransformError` (path-outside).
 */
export function selectJson(path: JsonPath, json: string): string {
  return apply(path, path.steps, json);
}

function apply(path: JsonPath, steps: readonly Step[], json: string): string {
  const [step, ...rest] = steps;
  if (step === undefined) return json;
  if (step.kind === "names" && rest.length === 0 && !isSingle(step)) {
    const values = select(path, step, json);
    return `{${step.names.map((name, at) => `${JSON.stringify(name)}:${values[at]}`).join(",")}}`;
  }
  const values = select(path, step, json).map((value) => apply(path, rest, value));
  return isSingle(step) ? values[0] : `[${values.join(",")}]`;
}

function select(path: JsonPath, step: Step, json: string): string[] {
  if (step.kind === "names") {
    if (!isObject(json)) throw pathOutside(path.text, `${step.names.join(", ")} is asked of a value that is no object`);
    const found = new Map(members(json).map((member) => [member.name, member.value]));
    return step.names.map((name) => {
      const value = found.get(name);
      if (value === undefined) throw pathOutside(path.text, `there is no "${name}"`);
      return value;
    });
  }
  if (step.kind === "wildcard" && isObject(json)) return members(json).map((member) => member.value);
  if (!isArray(json)) throw pathOutside(path.text, "an index is asked of a value that is no array");
  const all = elements(json);
  if (step.kind === "wildcard") return all;
  return selectIndexes(path, step.indexes, all.length).map((position) => all[position]);
}
