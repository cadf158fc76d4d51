import { xgboostError } from "../errors.js";
import type { Place } from "./fields.js";

/**
 * Parses the JSON of libxgboost, which, unlike JSON proper, has the numbers `NaN`, `Infinity` and `-Infinity`. A NaN comes as
 * null.
 */
export function parseJson(bytes: Uint8Array): Place {
  const source = new TextDecoder().decode(bytes);
  try {
    return { value: JSON.parse(source), path: "" };
  } catch (error) {
    if (!/NaN|Infinity/.test(source)) throw malformed(error);
  }
  try {
    return { value: JSON.parse(source.replace(stringOrSpecial, plain)), path: "" };
  } catch (error) {
    throw malformed(error);
  }
}

/** Strings are matched so that the words inside them stay as they are. */
const stringOrSpecial = /"[^"\\]*(?:\\.[^"\\]*)*"|NaN|Infinity/g;

function plain(found: string): string {
  return found === "NaN" ? "null" : found === "Infinity" ? "1e999" : found;
}

function malformed(error: unknown): Error {
  return xgboostError("model_format", `its JSON is malformed (${error instanceof Error ? error.message : error})`);
}
