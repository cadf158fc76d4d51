import { parsePythonFloat, parsePythonInteger } from "../../../content/python-number.js";
import type { Kind, Value } from "./table.js";

/** Reads a value as the container's Python would; undefined for what it refuses. */
export function parseValue(kind: Kind, text: string): Value | undefined {
  switch (kind) {
    case "integer":
      return parsePythonInteger(text);
    case "float":
      return parsePythonFloat(text);
    case "text":
      return text;
    case "list":
      return text.split(",");
    case "tuple":
      return parseNumbers(`[${text.trim().replace(/^[[(](.*)[\])]$/s, "$1")}]`);
    case "nested":
      return parseNested(text);
  }
}

/** A Python literal of lists and tuples as JSON: tuples become lists, a comma may stand at the end. */
function parseLiteral(text: string): unknown {
  const json = text
    .replaceAll("(", "[")
    .replaceAll(")", "]")
    .replace(/,\s*\]/g, "]");
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function parseNumbers(text: string): readonly number[] | undefined {
  const value = parseLiteral(text);
  return isNumbers(value) ? value : undefined;
}

function parseNested(text: string): readonly (readonly number[])[] | undefined {
  const value = parseLiteral(text);
  return Array.isArray(value) && value.every(isNumbers) ? value : undefined;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "number");
}
