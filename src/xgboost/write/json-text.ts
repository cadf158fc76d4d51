import { entriesOf, Float32, type UbjsonWritable } from "../../bytes/ubjson-writer.js";
import { floatText } from "./float-text.js";

/** A document as libxgboost's JSON text: no white space, floats by `floatText`. */
export function jsonText(value: UbjsonWritable): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return String(value);
  if (value instanceof Float32) return floatText(value.value);
  if (value instanceof Float32Array) return `[${Array.from(value, floatText).join(",")}]`;
  if (ArrayBuffer.isView(value)) return `[${(value as Int32Array).join(",")}]`;
  if (isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return `{${entriesOf(value)
    .map(([key, entry]) => `${quoted(key)}:${jsonText(entry)}`)
    .join(",")}}`;
}

/** `JSON.stringify` escapes what libxgboost escapes, and lone surrogates, which UTF-8 cannot hold anyway. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function isArray(value: object): value is readonly UbjsonWritable[] {
  return Array.isArray(value);
}
