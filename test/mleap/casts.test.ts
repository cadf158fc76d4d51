import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { BaseType, Column, DataType, Scalar, Value } from "../../src/frame/types.js";
import { scalarCast } from "../../src/mleap/engine/scalar-casts.js";
import { MleapError } from "../../src/mleap/index.js";
import { bundleOf, plain, strings, type TestNode } from "./support.js";

test("scalars are cast as Java casts them, booleans to text as Spark does", () => {
  const cases: readonly (readonly [BaseType, BaseType, Scalar, Scalar])[] = [
    ["double", "int", 2.9, 2],
    ["double", "int", -2.9, -2],
    ["double", "int", Number.NaN, 0],
    ["double", "int", 1e10, 2147483647],
    ["double", "byte", 300, 44],
    ["double", "long", 1e30, 9223372036854775807n],
    ["long", "int", 4294967297n, 1],
    ["long", "double", 9007199254740993n, 9007199254740992],
    ["int", "boolean", 5, true],
    ["boolean", "double", true, 1],
    ["boolean", "string", false, "false"],
    ["int", "string", -7, "-7"],
    ["double", "string", 1, "1.0"],
    ["double", "string", 1e7, "1.0E7"],
    ["float", "string", Math.fround(0.1), "0.1"],
    ["string", "double", " 1e3 ", 1000],
    ["string", "int", "+12", 12],
    ["string", "long", "9007199254740993", 9007199254740993n],
    ["string", "int", "", null],
    ["string", "double", "null", null],
    ["string", "boolean", "yes", true],
    ["string", "boolean", "0", false],
    ["string", "boolean", "", false],
    ["double", "float", 0.1, Math.fround(0.1)],
    ["double", "string", null, null],
  ];
  for (const [from, to, value, expected] of cases) {
    assert.deepEqual(scalarCast(from, to)(value), expected, `${String(value)}: ${from} to ${to}`);
  }
  for (const text of ["1.0", "1e3", " 1", "2147483648", "x"])
    assert.throws(() => scalarCast("string", "int")(text), RangeError);
});

test("narrowing is that of typed arrays for every integer", () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      assert.equal(scalarCast("int", "byte")(value), Int8Array.of(value)[0]);
      assert.equal(scalarCast("int", "short")(value), Int16Array.of(value)[0]);
    }),
  );
});

const indexer: TestNode = {
  name: "ix",
  op: "string_indexer",
  attributes: { labels: strings("true", "1", "1.0"), handle_invalid: { string: "keep" } },
  inputs: { input: "x" },
  outputs: { output: "index" },
};
const labels: TestNode = {
  name: "labels",
  op: "reverse_string_indexer",
  attributes: { labels: strings("a", "b"), input_shape: { data_shape: { base: "tensor", isNullable: false } } },
  inputs: { input: "x" },
  outputs: { output: "labels" },
};

async function run(node: TestNode, output: string, type: DataType, column: Column): Promise<unknown[]> {
  const plan = (await bundleOf([node])).plan([output]);
  return plain(plan.run({ fields: [{ name: "x", type }], columns: [column], rows: 2 }), output);
}

test("a column of another type is cast before the op sees it", async () => {
  const scalar = (base: BaseType): DataType => ({ shape: "scalar", base, nullable: true });
  assert.deepEqual(
    await run(indexer, "index", scalar("boolean"), { kind: "number", values: Uint8Array.of(1, 0) }),
    [0, 3],
  );
  assert.deepEqual(await run(indexer, "index", scalar("int"), { kind: "number", values: Int32Array.of(1, 2) }), [1, 3]);
  assert.deepEqual(
    await run(indexer, "index", scalar("long"), { kind: "number", values: BigInt64Array.of(1n, 2n) }),
    [1, 3],
  );
  const nulls = { kind: "number", values: Float64Array.of(1, 1), nulls: Uint8Array.of(0, 1) } as const;
  assert.deepEqual(await run(indexer, "index", scalar("double"), nulls), [2, 3]);
});

test("lists, tensors of any rank and vectors turn into each other where an op asks for it", async () => {
  const values: Value[] = [[0, 1], [1]];
  const list: DataType = { shape: "list", base: "int", nullable: true };
  assert.deepEqual(await run(labels, "labels", list, { kind: "value", values }), [["a", "b"], ["b"]]);
  const tensor: DataType = { shape: "tensor", base: "double", nullable: true };
  const vectors: Column = { kind: "vector", size: 2, values: Float64Array.of(0, 1, 1, 1) };
  assert.deepEqual(await run(labels, "labels", tensor, vectors), [
    ["a", "b"],
    ["b", "b"],
  ]);
  const square: Value = { base: "double", dimensions: [2, 1], values: Float64Array.of(1, 0) };
  const [first] = await run(labels, "labels", tensor, { kind: "value", values: [square, square] });
  assert.deepEqual(first, ["b", "a"]);
  const strings: DataType = { shape: "list", base: "string", nullable: true };
  const cannot = run(labels, "labels", strings, { kind: "value", values: [["x"], ["y"]] });
  await assert.rejects(cannot, (error) => error instanceof MleapError && error.where.row === 0);
});
