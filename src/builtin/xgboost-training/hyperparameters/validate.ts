import { formatPythonFloat } from "../../../content/python-number.js";
import { trainingErrors } from "../errors.js";
import { parseValue } from "./parse.js";
import { pythonList } from "./range.js";
import { rules } from "./rules.js";
import {
  aliases,
  type HyperparameterName,
  type Hyperparameters,
  required,
  type Specification,
  specifications,
  type Value,
} from "./table.js";

/**
 * Reads and checks the texts of `hyperparameters.json` in the order of the container: what is missing, what cannot be read, what
 * is out of range, what does not go together. Throws `TrainingError` with its words.
 */
export function validateHyperparameters(texts: Readonly<Record<string, string>>): Hyperparameters {
  const given = new Map(Object.entries(texts).map(([name, text]) => [aliases[name] ?? name, text]));
  for (const name of required) if (!given.has(name)) throw trainingErrors.missingHyperparameter(name);
  const values = new Map<HyperparameterName, Value>();
  for (const [name, text] of given) {
    if (!isHyperparameter(name)) throw trainingErrors.extraneousHyperparameter(name);
    const value = parseValue(specifications[name].kind, text);
    if (value === undefined) throw trainingErrors.unparsable(name);
    values.set(name, value);
  }
  for (const [name, value] of values) checkRange(name, value, specifications[name]);
  // Each value is of its name's kind, which the map's type does not say.
  const all = Object.fromEntries(values) as Hyperparameters;
  for (const name of values.keys()) applyRule(name, all);
  return all;
}

function isHyperparameter(name: string): name is HyperparameterName {
  return Object.hasOwn(specifications, name);
}

function applyRule<Name extends HyperparameterName>(name: Name, all: Hyperparameters): void {
  const value = all[name];
  if (value !== undefined) rules[name]?.(value, all);
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
