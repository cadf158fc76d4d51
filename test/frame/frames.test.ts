import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, frameOf, lengthOf, positionOf, valueAt } from "../../src/frame/frames.js";
import type { DataType } from "../../src/frame/types.js";

const double: DataType = { shape: "scalar", base: "double", nullable: true };
const text: DataType = { shape: "scalar", base: "string", nullable: true };
const vector: DataType = { shape: "tensor", base: "double", nullable: true };

const one = frameOf({
  x: { type: double, column: { kind: "number", values: Float64Array.of(1, 2) } },
  s: { type: text, column: { kind: "string", values: ["a", null] } },
  v: { type: vector, column: { kind: "vector", size: 2, values: Float64Array.of(1, 2, 3, 4) } },
});

test("a frame knows its rows, positions and values", () => {
  assert.equal(one.rows, 2);
  assert.equal(positionOf(one, "s"), 1);
  assert.throws(() => positionOf(one, "none"), RangeError);
  assert.deepEqual(valueAt(one.columns[2]!, 1), { base: "double", dimensions: [2], values: Float64Array.of(3, 4) });
  assert.equal(valueAt({ kind: "number", values: Float64Array.of(0), nulls: Uint8Array.of(1) }, 0), null);
  assert.equal(lengthOf({ kind: "vector", size: 0, values: new Float64Array(0) }), 0);
});

test("frames are put one below the other; vectors of unequal lengths become values", () => {
  const other = frameOf({
    x: { type: double, column: { kind: "number", values: Float64Array.of(0), nulls: Uint8Array.of(1) } },
    s: { type: text, column: { kind: "string", values: ["c"] } },
    v: { type: vector, column: { kind: "vector", size: 1, values: Float64Array.of(9) } },
  });
  const both = concat([one, other]);
  assert.equal(both.rows, 3);
  assert.deepEqual(both.columns[0], {
    kind: "number",
    values: Float64Array.of(1, 2, 0),
    nulls: Uint8Array.of(0, 0, 1),
  });
  assert.deepEqual(both.columns[1], { kind: "string", values: ["a", null, "c"] });
  assert.equal(both.columns[2]!.kind, "value");
  assert.deepEqual(valueAt(both.columns[2]!, 2), { base: "double", dimensions: [1], values: Float64Array.of(9) });
  assert.deepEqual(concat([one, one]).columns[2], {
    kind: "vector",
    size: 2,
    values: Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4),
  });
});
