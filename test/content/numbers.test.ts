import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { parseDecimal } from "../../src/content/decimal.js";
import { sniffDelimiter } from "../../src/content/delimited.js";
import {
  formatPythonFloat,
  formatPythonJsonFloat,
  parsePythonFloat,
  parsePythonInteger,
} from "../../src/content/python-number.js";
import { decodePythonUtf8 } from "../../src/content/python-text.js";
import { fixture } from "../support.js";

interface Python {
  repr: { bits: string; repr: string; json: string }[];
  float: { text: string; bits?: string; error?: string }[];
  int: { text: string; value?: number; error?: string }[];
  sniffer: { line: string; delimiter: string }[];
  utf8: { bytes: string; error: string }[];
}
const python = JSON.parse(readFileSync(fixture("content", "python.json"), "utf8")) as Python;
const fromBits = (bits: string) => Buffer.from(bits, "hex").readDoubleBE();
const utf8 = new TextEncoder();
const decimal = (text: string) => parseDecimal(utf8.encode(text), 0, utf8.encode(text).length);

test("Python prints and reads these numbers so", () => {
  for (const { bits, repr, json } of python.repr) {
    assert.equal(formatPythonFloat(fromBits(bits)), repr);
    assert.equal(formatPythonJsonFloat(fromBits(bits)), json);
  }
  for (const { text, bits } of python.float) {
    assert.deepEqual(parsePythonFloat(text), bits && fromBits(bits), JSON.stringify(text));
  }
  for (const { text, value } of python.int) assert.equal(parsePythonInteger(text), value, JSON.stringify(text));
});

test("Python's sniffer finds these delimiters", () => {
  for (const { line, delimiter } of python.sniffer) assert.equal(sniffDelimiter(line), delimiter, line);
});

test("bytes that are not UTF-8 are refused in Python's words", () => {
  for (const { bytes, error } of python.utf8) {
    assert.throws(() => decodePythonUtf8(Buffer.from(bytes, "hex")), { name: "ContentError", message: error });
  }
});

test("plain decimals are rounded correctly, anything else is NaN", () => {
  for (const text of [
    "",
    "+",
    ".",
    "e5",
    "1e",
    "1e+",
    "NaN",
    "Infinity",
    "0x10",
    "1 ",
    " 1",
    "1_0",
    "1f",
    "--1",
    "1.2.3",
  ]) {
    assert.ok(Number.isNaN(decimal(text)), text);
  }
  for (const text of [
    "-0",
    "+7",
    "1.",
    ".5",
    "00012.50",
    "1e400",
    "1e-400",
    "123456789012345678",
    "9007199254740993",
    "0.000001e-330",
  ]) {
    assert.ok(Object.is(decimal(text), Number(text)), text);
  }
  const digits = fc.stringMatching(/^[+-]?\d{1,20}(\.\d{0,20})?([eE][+-]?\d{1,3})?$/);
  fc.assert(
    fc.property(digits, (text) => assert.ok(Object.is(decimal(text), Number(text)), text)),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (v) => decimal(String(v)) === v));
});
