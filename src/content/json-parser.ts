import { ContentError, contentErrors, type Place } from "./errors.js";
import { JsonNumber, type JsonObserver, type JsonValue } from "./json-value.js";

/** Deeper nesting than this is refused: no honest request has it. */
const deepest = 512;

const tokenEnd = /[^A-Za-z0-9_$]/g;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

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

/** Reads JSON by recursive descent, keeping how numbers are written, and refuses in Jackson's words. */
export class JsonParser {
  readonly #text: string;
  readonly #seen: JsonObserver | undefined;
  #at = 0;

  constructor(text: string, seen?: JsonObserver) {
    this.#text = text;
    this.#seen = seen;
  }

  value(depth: number): JsonValue {
    if (this.#seen === undefined) return this.#value(depth);
    this.#peek();
    const start = this.#at;
    const value = this.#value(depth);
    this.#seen(value, start, this.#at);
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > deepest) throw contentErrors.json(`Nesting is deeper than ${deepest} levels`, { offset: this.#at });
    const character = this.#peek();
    switch (character) {
      case "":
        throw contentErrors.json("No content to map due to end-of-input", { offset: this.#at });
      case "[":
        return this.#array(depth);
      case "{":
        return this.#object(depth);
      case '"':
        return this.#string(": was expecting closing quote for a string value");
      default:
        if (character === "-" || (character >= "0" && character <= "9")) return this.#number();
        return this.#literal();
    }
  }

  #array(depth: number): JsonValue[] {
    const values: JsonValue[] = [];
    const opened = this.#at++;
    if (this.#peek() === "]") {
      this.#at++;
      return values;
    }
    for (;;) {
      const first = this.#peek();
      if (first === "") throw this.#unclosed("Array", opened);
      const inside = depth === 1 && (first === '"' || first === "[" || first === "{");
      values.push(inside ? this.#placed({ index: values.length }, depth + 1) : this.value(depth + 1));
      const next = this.#peek();
      if (next === "") throw this.#unclosed("Array", opened);
      if (next === "}") throw this.#mismatched("}", "]", "Array", opened);
      if (next !== "," && next !== "]") throw this.#unexpected(": was expecting comma to separate Array entries");
      this.#at++;
      if (next === "]") return values;
    }
  }

  #object(depth: number): Map<string, JsonValue> {
    const values = new Map<string, JsonValue>();
    const opened = this.#at++;
    if (this.#peek() === "}") {
      this.#at++;
      return values;
    }
    for (;;) {
      const quote = this.#peek();
      if (quote === "") throw this.#unclosed("Object", opened);
      if (quote !== '"') throw this.#unexpected(": was expecting double-quote to start field name");
      const name = this.#string(" in field name");
      const colon = this.#peek();
      if (colon === "") throw this.#ended(" within/between Object entries");
      if (colon !== ":") throw this.#unexpected(": was expecting a colon to separate field name and value");
      this.#at++;
      if (this.#peek() === "") throw this.#ended(" within/between Object entries");
      values.set(name, depth === 0 ? this.#placed({ member: name }, 1) : this.value(depth + 1));
      const next = this.#peek();
      if (next === "") throw this.#unclosed("Object", opened);
      if (next === "]") throw this.#mismatched("]", "}", "Object", opened);
      if (next !== "," && next !== "}") throw this.#unexpected(": was expecting comma to separate Object entries");
      this.#at++;
      if (next === "}") return values;
    }
  }

  /** A value in which errors name the place. */
  #placed(place: Place, depth: number): JsonValue {
    try {
      return this.value(depth);
    } catch (error) {
      throw error instanceof ContentError ? contentErrors.json(error.message, { ...error.place, ...place }) : error;
    }
  }

  #string(ending: string): string {
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
        const problem = "has to be escaped using backslash to be included in string value";
        const message = `Illegal unquoted character ((CTRL-CHAR, code ${code})): ${problem}`;
        throw contentErrors.json(message, { offset: this.#at + 1 });
      } else if (Number.isNaN(code)) {
        throw this.#ended(ending);
      }
    }
    const raw = text.slice(start, this.#at++);
    return escaped ? resolveEscapes(raw, start) : raw;
  }

  #number(): JsonNumber {
    const start = this.#at;
    number.lastIndex = start;
    const matched = number.exec(this.#text)?.[0] ?? "-";
    this.#at += matched.length;
    const next = this.#text[this.#at] ?? "";
    if (matched === "-") {
      throw this.#notNumber("expected digit (0-9) to follow minus sign, for valid numeric value", this.#at + 1);
    }
    if (next >= "0" && next <= "9") {
      throw contentErrors.json("Invalid numeric value: Leading zeroes not allowed", { offset: start + 1 });
    }
    if (next === "." || next === "e" || next === "E") {
      this.#at++;
      if (next !== "." && /[+-]/.test(this.#text[this.#at] ?? "")) this.#at++;
      const problem = `${next === "." ? "Decimal point" : "Exponent indicator"} not followed by a digit`;
      throw this.#notNumber(problem, this.#at);
    }
    return new JsonNumber(matched);
  }

  #literal(): null | boolean {
    tokenEnd.lastIndex = this.#at;
    const end = tokenEnd.exec(this.#text)?.index ?? this.#text.length;
    const token = this.#text.slice(this.#at, end);
    if (token === "") {
      throw this.#unexpected(
        ": expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      );
    }
    if (token !== "null" && token !== "true" && token !== "false") {
      const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
      const message = `Unrecognized token '${token.slice(0, 256)}': was expecting ${expected}`;
      throw contentErrors.json(message, { offset: end });
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

  #unexpected(problem: string): ContentError {
    const code = this.#text.codePointAt(this.#at)!;
    return contentErrors.json(`Unexpected character ${shown(code)}${problem}`, { offset: this.#at + 1 });
  }

  #notNumber(problem: string, offset: number): ContentError {
    if (this.#at >= this.#text.length) return this.#ended(" in a number");
    return contentErrors.json(this.#unexpected(` in numeric value: ${problem}`).message, { offset });
  }

  #mismatched(has: string, expected: string, kind: "Array" | "Object", opened: number): ContentError {
    const message = `Unexpected close marker '${has}': expected '${expected}' (for ${kind} starting at`;
    return contentErrors.json(message, { offset: this.#at + 1, opened });
  }

  #unclosed(kind: "Array" | "Object", opened: number): ContentError {
    return this.#ended(`: expected close marker for ${kind} (start marker at`, { opened });
  }

  #ended(where: string, place: Place = {}): ContentError {
    return contentErrors.json(`Unexpected end-of-input${where}`, { ...place, offset: this.#text.length });
  }
}

function shown(code: number): string {
  return code < 0x20 ? `((CTRL-CHAR, code ${code}))` : `('${String.fromCodePoint(code)}' (code ${code}))`;
}

/** The text of a string whose quotes are at `start − 1` and after it. */
function resolveEscapes(raw: string, start: number): string {
  return raw.replace(/\\(u[0-9a-fA-F]{0,4}|.)/gs, (sequence, name: string, at: number) => {
    const offset = start + at + sequence.length;
    if (name.startsWith("u")) {
      if (name.length === 5) return String.fromCharCode(Number.parseInt(name.slice(1), 16));
      const next = raw.codePointAt(at + sequence.length) ?? 0x22;
      const problem = "expected a hex-digit for character escape sequence";
      throw contentErrors.json(`Unexpected character ${shown(next)}: ${problem}`, { offset: offset + 1 });
    }
    const plain = escapes[name];
    if (plain !== undefined) return plain;
    throw contentErrors.json(`Unrecognized character escape ${shown(name.charCodeAt(0)).slice(1, -1)}`, { offset });
  });
}
