import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDouble, parseFloat32, parseInteger } from "../../src/frame/java-parse.js";
import { doubleText, floatText } from "../../src/frame/java-text.js";

test("Java's layout of doubles", () => {
  const texts = [
    ...["0.0", "-0.0", "NaN", "Infinity", "-Infinity", "1.0", "100.0", "9999999.0", "0.001", "0.1", "1.0E7"],
    ...["1.2345678E7", "9.999E-4", "1.0E-5", "4.9E-324", "1.7976931348623157E308", "-12.5", "-1.0E-4", "1.23456789E7"],
  ];
  for (const text of texts) assert.equal(doubleText(Number(text)), text);
  fc.assert(
    fc.property(fc.double(), (value) => {
      assert.ok(Object.is(Number(doubleText(value)), value));
      assert.match(doubleText(value), /^-?\d+\.\d+(E-?\d+)?$|^-?Infinity$|^NaN$/);
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
  for (const [value, text] of cases) assert.equal(floatText(Math.fround(value)), text);
  fc.assert(fc.property(fc.float(), (value) => Object.is(Math.fround(Number(floatText(value))), value)));
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
  for (const [text, value] of cases) assert.equal(parseDouble(text), value, JSON.stringify(text));
});

test("a float is rounded once: a digit beyond the double's decides", () => {
  // 1 + 2^-24 lies half-way between two floats; the digits after it are lost in a double.
  const halfway = "1.000000059604644775390625";
  assert.equal(parseFloat32(halfway), 1);
  assert.equal(parseFloat32(`${halfway}0000000000000001`), Math.fround(1 + 2 ** -23));
  assert.equal(parseFloat32(`-${halfway}0000000000000001`), -Math.fround(1 + 2 ** -23));
  assert.equal(parseFloat32("1.00000017881393432617187499999999999"), Math.fround(1 + 2 ** -23));
  assert.equal(parseFloat32("3.5e38"), Infinity);
  assert.equal(parseFloat32("1e-50"), 0);
  assert.equal(parseFloat32("x"), undefined);
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      assert.ok(Object.is(parseFloat32(floatText(value)), value));
    }),
  );
});

test("Java reads these integers", () => {
  const cases: [string, 8 | 16 | 32 | 64, bigint | undefined][] = [
    ["12", 32, 12n],
    ["+7", 8, 7n],
    ["-128", 8, -128n],
    ["128", 8, undefined],
    ["9223372036854775807", 64, 9223372036854775807n],
    ["9223372036854775808", 64, undefined],
    ["1.0", 32, undefined],
    ["", 32, undefined],
    [" 1", 32, undefined],
  ];
  for (const [text, bits, value] of cases) assert.equal(parseInteger(text, bits), value, text);
});
