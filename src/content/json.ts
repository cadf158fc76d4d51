import { contentErrors } from "./errors.js";

/** A JSON value that keeps what `JSON.parse` loses: how a number was written. Of a repeated key the last value counts. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | Map<string, JsonValue>;

/** A number as it was written. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Without point and exponent. */
  get isInteger(): boolean {
    return !/[.eE]/.test(this.text);
  }
}

/** Deeper nesting than this is refused: no honest request has it. */
const deepest = 512;

const tokenEnd = /[^A-Za-z0-9_$]/g;

/**
 * Parses the first value of a JSON text, strictly; what follows it is left alone.
 * @throws ContentError `json-syntax` with Jackson's words and the offset
 */
export function parseJson(text: string): JsonValue {
  return new JsonParser(text).value(0);
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

class JsonParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    if (depth > deepest) throw contentErrors.json(`Nesting is deeper than ${deepest} levels`, this.#at);
    const character = this.#peek();
    switch (character) {
      case "":
        throw contentErrors.json(
          depth === 0 ? "No content to map due to end-of-input" : "Unexpected end-of-input",
          this.#at,
        );
      case "[":
        return this.#array(depth);
      case "{":
        return this.#object(depth);
      case '"':
        return this.#string();
      default:
        if (character === "-" || (character >= "0" && character <= "9")) return this.#number();
        return this.#literal();
    }
  }

  #array(depth: number): JsonValue[] {
    const values: JsonValue[] = [];
    const start = this.#at++;
    if (this.#peek() === "]") {
      this.#at++;
      return values;
    }
    for (;;) {
      if (this.#peek() === "") throw this.#unclosed("Array", start);
      values.push(this.value(depth + 1));
      const next = this.#peek();
      if (next === "") throw this.#unclosed("Array", start);
      if (next !== "," && next !== "]") throw this.#unexpected("was expecting comma to separate Array entries");
      this.#at++;
      if (next === "]") return values;
    }
  }

  #object(depth: number): Map<string, JsonValue> {
    const values = new Map<string, JsonValue>();
    const start = this.#at++;
    if (this.#peek() === "}") {
      this.#at++;
      return values;
    }
    for (;;) {
      const quote = this.#peek();
      if (quote === "") throw this.#unclosed("Object", start);
      if (quote !== '"') throw this.#unexpected("was expecting double-quote to start field name");
      const name = this.#string();
      const colon = this.#peek();
      if (colon === "") throw this.#unclosed("Object", start);
      if (colon !== ":") throw this.#unexpected("was expecting a colon to separate field name and value");
      this.#at++;
      if (this.#peek() === "") throw this.#unclosed("Object", start);
      values.set(name, this.value(depth + 1));
      const next = this.#peek();
      if (next === "") throw this.#unclosed("Object", start);
      if (next !== "," && next !== "}") throw this.#unexpected("was expecting comma to separate Object entries");
      this.#at++;
      if (next === "}") return values;
    }
  }

  #string(): string {
    const text = this.#text;
    const start = ++this.#at;
    let escaped = false;
    for (; ; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        escaped = true;
        this.#at++;
      } else if (code < 0x20) {
        const sentence = `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`;
        throw contentErrors.json(sentence, this.#at);
      } else if (Number.isNaN(code)) {
        throw contentErrors.json(
          "Unexpected end-of-input: was expecting closing quote for a string value",
          text.length,
        );
      }
    }
    const raw = text.slice(start, this.#at++);
    return escaped ? resolveEscapes(raw, start) : raw;
  }

  #number(): JsonNumber {
    const start = this.#at;
    number.lastIndex = start;
    const matched = number.exec(this.#text)?.[0];
    if (matched === undefined) {
      this.#at++;
      if (this.#at >= this.#text.length) throw contentErrors.json("Unexpected end-of-input in a number", this.#at);
      throw this.#unexpected("expected digit (0-9) to follow minus sign, for valid numeric value");
    }
    this.#at += matched.length;
    const next = this.#text[this.#at] ?? "";
    if (/[0-9]/.test(next)) throw contentErrors.json("Invalid numeric value: Leading zeroes not allowed", start);
    if (/[.eE]/.test(next)) {
      throw this.#unexpected("Decimal point or exponent not followed by a digit");
    }
    if (/[A-Za-z+_-]/.test(next)) throw this.#unexpected("Expected space separating root-level values");
    return new JsonNumber(matched);
  }

  #literal(): null | boolean {
    tokenEnd.lastIndex = this.#at;
    const end = tokenEnd.exec(this.#text)?.index ?? this.#text.length;
    const token = this.#text.slice(this.#at, end);
    if (token === "") {
      throw this.#unexpected(
        "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      );
    }
    if (token !== "null" && token !== "true" && token !== "false") {
      const sentence = `Unrecognized token '${token.slice(0, 256)}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
      throw contentErrors.json(sentence, end);
    }
    this.#at = end;
    return token === "null" ? null : token === "true";
  }

  /** The next character that is no blank, where `#at` then stands; empty at the end. */
  #peek(): string {
    const text = this.#text;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
      this.#at++;
    }
    return text[this.#at] ?? "";
  }

  #unexpected(expected: string) {
    const code = this.#text.codePointAt(this.#at)!;
    const shown = code < 0x20 ? `(CTRL-CHAR, code ${code})` : `'${String.fromCodePoint(code)}' (code ${code})`;
    return contentErrors.json(`Unexpected character (${shown}): ${expected}`, this.#at + 1);
  }

  #unclosed(kind: "Array" | "Object", start: number) {
    return contentErrors.json(
      `Unexpected end-of-input: expected close marker for ${kind} (opened at ${start})`,
      this.#at,
    );
  }
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

function resolveEscapes(raw: string, start: number): string {
  return raw.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (sequence, name: string, at: number) => {
    if (name.length === 5) return String.fromCharCode(Number.parseInt(name.slice(1), 16));
    const plain = escapes[name];
    if (plain === undefined) {
      throw contentErrors.json(
        `Unrecognized character escape '${name}' (code ${name.charCodeAt(0)})`,
        start + at + sequence.length,
      );
    }
    return plain;
  });
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
