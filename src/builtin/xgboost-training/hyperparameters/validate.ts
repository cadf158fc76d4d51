import { formatPythonFloat } from "../../../content/python-number.js";
import { trainingErrors } from "../errors.js";
import { parseValue, type Value } from "./parse.js";
import { pythonList } from "./range.js";
import { type Hyperparameters, rules } from "./rules.js";
import { aliases, required, type Specification, specifications } from "./table.js";

/**
 * Reads and checks the texts of `hyperparameters.json` in the order of the container: what is missing, what cannot be read, what
 * is out of range, what does not go together. Throws `TrainingError` with its words.
 */
export function validateHyperparameters(texts: Readonly<Record<string, string>>): Hyperparameters {
  const given = new Map(Object.entries(texts).map(([name, text]) => [aliases[name] ?? name, text]));
  for (const name of required) if (!given.has(name)) throw trainingErrors.missingHyperparameter(name);
  const values: Record<string, Value> = {};
  for (const [name, text] of given) {
    if (!Object.hasOwn(specifications, name)) throw trainingErrors.extraneousHyperparameter(name);
    const value = parseValue(specifications[name].kind, text);
    if (value === undefined) throw trainingErrors.unparsable(name);
    values[name] = value;
  }
  for (const [name, value] of Object.entries(values)) checkRange(name, value, specifications[name]);
  for (const [name, value] of Object.entries(values)) rules[name]?.(value, values);
  return values;
}

function checkRange(name: string, value: Value, { kind, range }: Specification): void {
  if (typeof value === "number" || typeof value === "string") {
    const shown = kind === "float" ? formatPythonFloat(value as number) : String(value);
    if (!range.contains(value)) throw trainingErrors.outOfRange(name, shown, range.text);
    return;
  }
  const parts = (value as readonly (string | number | readonly number[])[]).flat() as (string | number)[];
  if (parts.every((part) => range.contains(part))) return;
  const shown = pythonList(value);
  throw trainingErrors.listOutOfRange(name, kind === "tuple" ? shown.replace(/^\[(.*)\]$/, "($1)") : shown, range.text);
}
