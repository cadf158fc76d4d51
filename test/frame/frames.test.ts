import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, valueAt } from "../../src/frame/frames.js";
import type { Column, Field, Frame } from "../../src/frame/types.js";

const fields: Field[] = [
  { name: "x", type: { shape: "scalar", base: "double", nullable: true } },
  { name: "s", type: { shape: "scalar", base: "string", nullable: true } },
  { name: "v", type: { shape: "tensor", base: "double", nullable: true } },
];
const frame = (rows: number, ...columns: Column[]): Frame => ({ fields, columns, rows });
const two = frame(
  2,
  { kind: "number", values: Float64Array.of(1, 2) },
  { kind: "string", values: ["a", null] },
  { kind: "vector", size: 2, values: Float64Array.of(1, 2, 3, 4) },
);
const one = frame(
  1,
  { kind: "number", values: Float64Array.of(0), nulls: Uint8Array.of(1) },
  { kind: "string", values: ["c"] },
  { kind: "vector", size: 1, values: Float64Array.of(9) },
);

test("a value of a column stands alone", () => {
  assert.deepEqual(valueAt(two.columns[2], 1), { base: "double", dimensions: [2], values: Float64Array.of(3, 4) });
  assert.equal(valueAt(one.columns[0], 0), null);
  assert.equal(valueAt(two.columns[1], 0), "a");
});

test("frames are put one below the other; vectors of unequal lengths become values", () => {
  const both = concat([two, one]);
  assert.equal(both.rows, 3);
  assert.deepEqual(both.columns[0], {
    kind: "number",
    values: Float64Array.of(1, 2, 0),
    nulls: Uint8Array.of(0, 0, 1),
  });
  assert.deepEqual(both.columns[1], { kind: "string", values: ["a", null, "c"] });
  assert.equal(both.columns[2].kind, "value");
  assert.deepEqual(valueAt(both.columns[2], 2), { base: "double", dimensions: [1], values: Float64Array.of(9) });
  const values = Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4);
  assert.deepEqual(concat([two, two]).columns[2], { kind: "vector", size: 2, values });
});
