import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { parseDecimal } from "../../src/content/decimal.js";
import { sniffDelimiter } from "../../src/content/delimited.js";
import { formatJavaDouble, formatJavaFloat } from "../../src/content/java-number.js";
import { parseJavaDouble, parseJavaFloat } from "../../src/content/java-parse.js";
import {
  formatPythonFloat,
  formatPythonJsonFloat,
  parsePythonFloat,
  parsePythonInteger,
} from "../../src/content/python-number.js";
import { fixture } from "../support.js";

interface Python {
  repr: { bits: string; repr: string; json: string }[];
  float: { text: string; bits?: string; error?: string }[];
  int: { text: string; value?: number; error?: string }[];
  sniffer: { line: string; delimiter: string }[];
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

test("Java's layout of doubles", () => {
  const texts = [
    ...["0.0", "-0.0", "NaN", "Infinity", "-Infinity", "1.0", "100.0", "9999999.0", "0.001", "0.1", "1.0E7"],
    ...["1.2345678E7", "9.999E-4", "1.0E-5", "4.9E-324", "1.7976931348623157E308", "-12.5", "-1.0E-4", "1.23456789E7"],
  ];
  for (const text of texts) assert.equal(formatJavaDouble(Number(text)), text);
  fc.assert(
    fc.property(fc.double(), (value) => {
      assert.ok(Object.is(Number(formatJavaDouble(value)), value));
      assert.match(formatJavaDouble(value), /^-?\d+\.\d+(E-?\d+)?$|^-?Infinity$|^NaN$/);
    }),
  );
});

test("Java's layout of floats", () => {
  const cases: [number, string][] = [
    [0.2, "0.2"],
    [1e10, "1.0E10"],
    [3.4028235e38, "3.4028235E38"],
    [16777216, "1.6777216E7"],
    [0.1 + 0.2, "0.3"],
  ];
  for (const [value, text] of cases) assert.equal(formatJavaFloat(Math.fround(value)), text);
  fc.assert(fc.property(fc.float(), (value) => Object.is(Math.fround(Number(formatJavaFloat(value))), value)));
});

test("Java reads these doubles", () => {
  const cases: [string, number | undefined][] = [
    ["1", 1],
    ["1.", 1],
    [".5", 0.5],
    ["1e3", 1000],
    ["1E-3", 0.001],
    [" 2 ", 2],
    ["\u00012\t", 2],
    ["\u00a02", undefined],
    ["1f", 1],
    ["1D", 1],
    ["NaN", Number.NaN],
    ["-Infinity", -Infinity],
    ["0x1p3", 8],
    ["-0x.8p-1", -0.25],
    ["0x1.fp", undefined],
    ["0xp1", undefined],
    ["nan", undefined],
    ["inf", undefined],
    ["1_0", undefined],
    ["1,5", undefined],
    ["", undefined],
    ["1e400", Infinity],
    ["1e-400", 0],
    ["1 f", undefined],
  ];
  for (const [text, value] of cases) assert.equal(parseJavaDouble(text), value, JSON.stringify(text));
});

test("a float is rounded once: a digit beyond the double's decides", () => {
  // 1 + 2^-24 lies half-way between two floats; the digits after it are lost in a double.
  const halfway = "1.000000059604644775390625";
  assert.equal(parseJavaFloat(halfway), 1);
  assert.equal(parseJavaFloat(`${halfway}0000000000000001`), Math.fround(1 + 2 ** -23));
  assert.equal(parseJavaFloat(`-${halfway}0000000000000001`), -Math.fround(1 + 2 ** -23));
  assert.equal(parseJavaFloat("1.00000017881393432617187499999999999"), Math.fround(1 + 2 ** -23));
  assert.equal(parseJavaFloat("3.5e38"), Infinity);
  assert.equal(parseJavaFloat("1e-50"), 0);
  assert.equal(parseJavaFloat("x"), undefined);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(Object.is(parseJavaFloat(formatJavaFloat(value)), value));
    }),
  );
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
