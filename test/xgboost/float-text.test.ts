import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { floatText } from "../../src/xgboost/write/float-text.js";

test("floats are written as libxgboost 3.2.0 writes them", () => {
  const cases: [number, string][] = [
    [0.5, "5E-1"],
    [-0, "-0E0"],
    [123456.789, "1.2345679E5"],
    [-1 / 7, "-1.4285715E-1"],
    [1e-45, "1E-45"],
    [3.4028234663852886e38, "3.4028235E38"],
    // Exactly between two decimals of eight digits: the even one.
    [274.953125, "2.7495312E2"],
    // Powers of two: the nearest decimal of eight digits reads back as the float below.
    [2 ** -96, "1.2621775E-29"],
    [2 ** 87, "1.5474251E26"],
    [Number.NaN, "NaN"],
    [-Infinity, "-Infinity"],
  ];
  for (const [value, text] of cases) assert.equal(floatText(Math.fround(value)), text);
});

test("what is written reads back", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) =>
      assert.ok(Object.is(Math.fround(Number(floatText(value))), value)),
    ),
  );
});
