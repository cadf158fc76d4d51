import { ContentError } from "../../content/errors.js";
import { parseJson } from "../../content/json.js";
import type { JsonValue } from "../../content/json-value.js";
import { BindError } from "./bind.js";
import { refusals } from "./errors.js";

/** Of the source Jackson shows so much. */
const sourceShown = 500;

/** Parses a JSON text and binds it; what is wrong with either is refused with Jackson's message, source and location. */
export function readJson<T>(text: string, bind: (json: JsonValue) => T): T {
  try {
    return bind(parseJson(text));
  } catch (error) {
    if (error instanceof BindError) throw refusals.text(bindMessage(text, bind), {}, error);
    if (error instanceof ContentError) throw refusals.text(syntaxMessage(text, error), {}, error);
    throw error;
  }
}

function syntaxMessage(text: string, { message, place }: ContentError): string {
  const opened = place.opened === undefined ? "" : ` ${location(text, place.opened + 1)})`;
  if (place.offset === undefined || text.trim() === "") return `${message}\n at ${location(text, 0)}`;
  const path: string[] = [];
  if (place.member === "data") path.push('com.amazonaws.sagemaker.dto.SageMakerRequestObject["data"]');
  if (place.member === "data" && place.index !== undefined) path.push(`java.util.ArrayList[${place.index}]`);
  return `${message}${opened}\n at ${location(text, place.offset + 1)}${chain(path)}`;
}

/** Parses and binds once more, now with the position of every value. */
function bindMessage<T>(text: string, bind: (json: JsonValue) => T): string {
  const spans: { readonly value: JsonValue; readonly start: number; readonly end: number }[] = [];
  try {
    bind(parseJson(text, (value, start, end) => spans.push({ value, start, end })));
  } catch (error) {
    if (error instanceof BindError) {
      const span = spans.find(({ value }) => value === error.value) ?? { start: 0, end: 0 };
      const column = { start: span.start + 1, brace: span.end, end: span.end + 1 }[error.spot];
      return `${error.message}\n at ${location(text, column)}${chain(error.path)}`;
    }
  }
  throw new Error("JSON was refused once and then accepted");
}

/** `[Source: (String)"…"; line: 1, column: 9]`; `position` counts characters from 1. */
function location(text: string, position: number): string {
  const shown = text
    .slice(0, sourceShown)
    .replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  const rest = text.length > sourceShown ? `[truncated ${text.length - sourceShown} chars]` : "";
  const before = text.slice(0, Math.max(0, position - 1)).split("\n");
  const column = position === 0 ? 0 : before.at(-1)!.length + 1;
  return `[Source: (String)"${shown}"${rest}; line: ${before.length}, column: ${column}]`;
}

function chain(path: readonly string[]): string {
  return path.length === 0 ? "" : ` (through reference chain: ${path.join("->")})`;
}
