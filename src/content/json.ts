import { JsonParser } from "./json-parser.js";
import type { JsonObserver, JsonValue } from "./json-value.js";

/**
 * Parses the first value of a JSON text, strictly; what follows it is left alone.
 * @throws ContentError `json-syntax` with Jackson's words and the offset
 */
export function parseJson(text: string, seen?: JsonObserver): JsonValue {
  return new JsonParser(text, seen).value(0);
}

/** Text of JSON bytes: UTF-8, or UTF-16 and UTF-32 as the first bytes tell (RFC 4627, section 3). */
export function decodeJson(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (bytes.length >= 4 && a === 0 && b === 0 && (c === 0 || (c === 0xfe && d === 0xff))) return utf32(bytes, false);
  if (bytes.length >= 4 && b === 0 && c === 0 && d === 0) return utf32(bytes, true);
  if (bytes.length >= 4 && a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32(bytes, true);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return new TextDecoder("utf-16be").decode(bytes);
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return new TextDecoder("utf-16le").decode(bytes);
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder();

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    if (code !== 0xfeff || at > 0) text += code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
  return text;
}
