import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ContentError } from "../../src/content/errors.js";
import { decodeJson, parseJson } from "../../src/content/json.js";
import { JsonNumber, type JsonValue } from "../../src/content/json-value.js";

/** What `JSON.parse` would have made of it. */
function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  return value;
}

test("any JSON is read as JSON.parse reads it", () => {
  const value = fc.jsonValue().filter((json) => !JSON.stringify(json).includes("__proto__"));
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2, "\t"), (json, space) => {
      assert.deepEqual(plain(parseJson(JSON.stringify(json, null, space))), JSON.parse(JSON.stringify(json)));
    }),
  );
});

test("how a number was written is kept", () => {
  const [a, b, c] = parseJson("[1.0, 12345678901234567890, 1e3]") as JsonNumber[];
  assert.deepEqual([a!.text, a!.isInteger], ["1.0", false]);
  assert.deepEqual([b!.text, b!.isInteger], ["12345678901234567890", true]);
  assert.deepEqual([c!.text, c!.isInteger], ["1e3", false]);
});

test("the last of equal keys counts, and what follows the value is left alone", () => {
  assert.deepEqual(plain(parseJson('{"a":1,"a":2} trailing')), { a: 2 });
  assert.equal(parseJson('"\\u00e9\\n\\/"'), "é\n/");
});

test("what is refused, in Jackson's words", () => {
  const cases: [string, RegExp][] = [
    ["", /^No content to map due to end-of-input$/],
    ["  ", /^No content to map due to end-of-input$/],
    ["[1,2", /^Unexpected end-of-input: expected close marker for Array/],
    ['{"a":', /^Unexpected end-of-input within\/between Object entries$/],
    ["{", /^Unexpected end-of-input: expected close marker for Object/],
    ["[1}", /^Unexpected close marker '}': expected ']' \(for Array starting at$/],
    ["[1.]", /^Unexpected character \(']' \(code 93\)\) in numeric value: Decimal point not followed by a digit$/],
    ["[1e+]", /in numeric value: Exponent indicator not followed by a digit$/],
    ['"\\u12"', /expected a hex-digit for character escape sequence$/],
    ['{"a" 1}', /^Unexpected character \('1' \(code 49\)\): was expecting a colon to separate field name and value$/],
    ["{a:1}", /^Unexpected character \('a' \(code 97\)\): was expecting double-quote to start field name$/],
    ["[1 2]", /^Unexpected character \('2' \(code 50\)\): was expecting comma to separate Array entries$/],
    ['{"a":1 "b"}', /was expecting comma to separate Object entries$/],
    ["[1,]", /^Unexpected character \('\]' \(code 93\)\): expected a valid value/],
    ["[NaN]", /^Unrecognized token 'NaN': was expecting \(JSON String, Number, Array, Object or token/],
    ["nulll", /^Unrecognized token 'nulll'/],
    ["'a'", /^Unexpected character \(''' \(code 39\)\)/],
    ["01", /^Invalid numeric value: Leading zeroes not allowed$/],
    ["-", /^Unexpected end-of-input/],
    ["1.", /^Unexpected end-of-input in a number$/],
    ["+1", /^Unexpected character/],
    ['"a\nb"', /^Illegal unquoted character \(\(CTRL-CHAR, code 10\)\)/],
    ['"abc', /^Unexpected end-of-input: was expecting closing quote for a string value$/],
    ['"\\x"', /^Unrecognized character escape 'x' \(code 120\)$/],
    ["[".repeat(100_000), /^Nesting is deeper/],
  ];
  for (const [text, message] of cases) {
    assert.throws(
      () => parseJson(text),
      (error: ContentError) => error.code === "json-syntax" && message.test(error.message),
      text.slice(0, 20),
    );
  }
});

test("every Unicode encoding of JSON is told from its first bytes", () => {
  const text = '{"é":1}';
  const utf16 = Buffer.from(text, "utf16le");
  const utf32 = Buffer.concat([...text].map((c) => Buffer.from(Uint32Array.of(c.codePointAt(0)!).buffer)));
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(`\ufeff${text}`, "utf16le"),
    utf32,
    Buffer.from(utf32).swap32(),
  ]) {
    assert.equal(decodeJson(bytes), text);
  }
});

test("no input breaks the parser", () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[[\]{}",:0-9.eE+\-\\untrf ]*$/));
  fc.assert(
    fc.property(text, (json) => {
      let expected: unknown;
      try {
        expected = JSON.parse(json);
      } catch {
        try {
          parseJson(json);
        } catch (error) {
          assert.equal((error as Error).name, "ContentError");
        }
        return;
      }
      assert.deepEqual(plain(parseJson(json)), expected);
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeJson(bytes) === "string"));
});
