import assert from "node:assert/strict";
import { test } from "node:test";
import { loadBundle, MleapError } from "../../src/mleap/index.js";
import { bundleOf, filesOf, frame, plain, shapes, strings, type TestNode, tensor } from "./support.js";

const indexer: TestNode = {
  name: "ix",
  op: "string_indexer",
  attributes: { labels: strings("M", "F", "I"), handle_invalid: { string: "error" } },
  inputs: { input: "sex" },
  outputs: { output: "sex_index" },
};
const encoder: TestNode = {
  name: "hot",
  op: "one_hot_encoder",
  attributes: {
    category_sizes: { type: "list", int: [3] },
    drop_last: { boolean: true },
    handle_invalid: { string: "error" },
  },
  inputs: { input0: "sex_index" },
  outputs: { output0: "sex_vec" },
};
const assembler: TestNode = {
  name: "asm",
  op: "vector_assembler",
  attributes: { input_shapes: shapes(2, 0, 0) },
  inputs: { input0: "sex_vec", input1: "length", input2: "height" },
  outputs: { output: "features" },
};
const label: TestNode = {
  ...indexer,
  name: "label_ix",
  inputs: { input: "label" },
  outputs: { output: "label_index" },
};
const abalone = [label, indexer, encoder, assembler];
const code = (expected: string) => (error: unknown) => error instanceof MleapError && error.code === expected;

test("a pipeline of index, one-hot and assemble gives its vector, without the column that only a label indexer reads", async () => {
  const bundle = await bundleOf(abalone);
  const plan = bundle.plan(["features"]);
  assert.deepEqual(
    plan.inputs.map(({ name, type }) => `${name} ${type.base}`),
    ["sex string", "length double", "height double"],
  );
  const output = plan.run(frame({ sex: ["F", "I", "M"], length: [0.5, 1, -0], height: [2, Number.NaN, 3] }));
  assert.deepEqual(plain(output, "features"), [
    [0, 1, 0.5, 2],
    [0, 0, 1, Number.NaN],
    [1, 0, 0, 3],
  ]);
});

test("every column that is asked for comes out, in the order asked, input columns too", async () => {
  const plan = (await bundleOf(abalone)).plan(["sex_vec", "length", "features", "sex_index", "sex"]);
  const output = plan.run(frame({ sex: ["F", "I"], length: [0.5, 1], height: [2, 3] }));
  assert.deepEqual(
    output.fields.map(({ name }) => name),
    ["sex_vec", "length", "features", "sex_index", "sex"],
  );
  assert.deepEqual(plain(output, "sex_vec"), [
    [0, 1],
    [0, 0],
  ]);
  assert.deepEqual(plain(output, "length"), [0.5, 1]);
  assert.deepEqual(plain(output, "sex_index"), [1, 2]);
  assert.deepEqual(plain(output, "sex"), ["F", "I"]);
});

test("the row path answers as the frame path does", async () => {
  const rows = (await bundleOf(abalone)).plan(["features", "sex_index"]).rows();
  const missing = { code: "missing-column", message: "there is no input 3: inputs 0 to 2 are sex, length, height" };
  assert.throws(() => rows.set(3, 1), missing);
  for (const [sex, length, height, expected] of [
    ["F", 0.5, 2, [0, 1, 0.5, 2]],
    ["M", 1, 3, [1, 0, 1, 3]],
  ] as const) {
    rows.set(0, sex);
    rows.set(1, length);
    rows.set(2, height);
    assert.equal(rows.run(), true);
    assert.deepEqual([...(rows.get(0) as Float64Array)], expected);
  }
  assert.equal(rows.get(1), 0);
});

test("an error names op, node, column and row", async () => {
  const plan = (await bundleOf(abalone)).plan(["features"]);
  const rows = 3000;
  const sex = Array.from({ length: rows }, (_, i) => (i === 2500 ? "X" : "M"));
  const numbers = new Array(rows).fill(1);
  assert.throws(
    () => plan.run(frame({ sex, length: numbers, height: numbers })),
    (error) => {
      assert.ok(error instanceof MleapError);
      assert.equal(error.message, "Unseen label: X. To handle unseen labels, set handleInvalid to keep");
      assert.deepEqual(error.where, { node: "ix", op: "string_indexer", column: "sex", row: 2500 });
      return true;
    },
  );
  assert.throws(
    () => plan.run(frame({ sex: ["M", "M"], length: [1, null], height: [1, 1] })),
    (error) =>
      code("null-value")(error) &&
      (error as MleapError).where.column === "length" &&
      (error as MleapError).where.row === 1,
  );
});

test("a column that is missing or of a type that cannot be cast is found with the node that reads it", async () => {
  const bundle = await bundleOf(abalone);
  const plan = bundle.plan(["features"]);
  assert.throws(() => plan.run(frame({ length: [1], height: [1] })), {
    message: "invalid field: sex",
    code: "missing-column",
  });
  assert.throws(() => plan.run(frame({ sex: ["M"] })), { message: "invalid fields: length,height" });
  assert.throws(() => bundle.plan(["nothing"]), { message: "invalid field: nothing" });
  const { fields } = frame({ sex: [[1]], length: [1], height: [1] });
  assert.throws(() => bundle.plan(["features"], fields), code("column-type"));
});

test("all ops that are not known are named in one error", async () => {
  const nodes = [
    { name: "a", op: "warp" },
    indexer,
    { name: "p", op: "pipeline", nodes: [{ name: "b", op: "tensorflow" }] },
  ];
  await assert.rejects(bundleOf(nodes), (error) => {
    assert.ok(code("unknown-op")(error));
    assert.match((error as Error).message, /warp \(node a\), tensorflow \(node p\/b: .*TensorFlow/);
    return true;
  });
});

test("a bundle may lie one folder down; without bundle.json there is none", async () => {
  const files = filesOf(abalone);
  const below = new Map([...files].map(([path, bytes]) => [`./model/${path}`, bytes]));
  assert.equal((await loadBundle(below)).graph.length, 4);
  files.delete("bundle.json");
  await assert.rejects(loadBundle(files), code("no-bundle"));
});

test("bundles older than 0.8 are refused by name", async () => {
  await assert.rejects(
    bundleOf(abalone, "0.7.0"),
    (error) => code("unsupported-bundle")(error) && /0\.7\.0/.test(String(error)),
  );
});

test("nested pipelines run in order, and two nodes cannot make one column", async () => {
  const nested = [
    { name: "outer", op: "pipeline", nodes: [indexer, { name: "inner", op: "pipeline", nodes: [encoder] }] },
  ];
  const bundle = await bundleOf(nested);
  assert.deepEqual(
    bundle.graph.map(({ path }) => path),
    ["outer/ix", "outer/inner/hot"],
  );
  assert.deepEqual(plain(bundle.plan(["sex_vec"]).run(frame({ sex: ["F"] })), "sex_vec"), [[0, 1]]);
  await assert.rejects(bundleOf([indexer, { ...indexer, name: "again" }]), {
    message: "struct already has field: sex_index",
  });
});

test("rows that an op skips are left out and reported, and later ops never see them", async () => {
  const skip = { ...indexer, attributes: { labels: strings("M", "F"), handle_invalid: { string: "skip" } } };
  const strict = {
    ...indexer,
    name: "strict",
    attributes: { labels: strings("M", "F") },
    outputs: { output: "strict_index" },
  };
  const plan = (await bundleOf([skip, strict])).plan(
    ["strict_index", "sex", "other", "sex_index"],
    frame({ sex: ["M"], other: [1] }).fields,
  );
  const sex = Array.from({ length: 2100 }, (_, i) => (i % 3 === 1 ? "X" : i % 3 === 0 ? "M" : "F"));
  const input = frame({ sex, other: sex.map((_, i) => i) });
  const skipped: number[] = [];
  const output = plan.run(input, (row) => skipped.push(row));
  assert.equal(output.rows, 1400);
  assert.deepEqual(
    skipped,
    sex.flatMap((value, i) => (value === "X" ? [i] : [])),
  );
  assert.deepEqual(
    plain(output, "other"),
    sex.flatMap((value, i) => (value === "X" ? [] : [i])),
  );
  assert.deepEqual(plain(input, "sex"), sex, "the input is not changed");
  const rows = plan.rows();
  rows.set(0, "X");
  rows.set(1, 5);
  assert.equal(rows.run(), false);
  rows.set(0, "F");
  assert.equal(rows.run(), true);
  assert.deepEqual([rows.get(0), rows.get(2)], [1, 5]);
});

test("vectors of unequal lengths in one column are each treated by their length", async () => {
  const join: TestNode = {
    ...assembler,
    attributes: { input_shapes: shapes(2, 0) },
    inputs: { input0: "v", input1: "x" },
  };
  const plan = (await bundleOf([join])).plan(["features"]);
  assert.deepEqual(plain(plan.run(frame({ v: [[1], [2, 3], [4, 5]], x: [7, 8, 9] })), "features"), [
    [1, 7],
    [2, 3, 8],
    [4, 5, 9],
  ]);
  const { fields } = frame({ v: [[1, 2]], x: [1] });
  const none = plan.run({
    fields,
    columns: [
      { kind: "value", values: [] },
      { kind: "number", values: new Float64Array(0) },
    ],
    rows: 0,
  });
  assert.equal(none.rows, 0);
});

test("a vector of another length than the op was fitted for is refused with its column", async () => {
  const scaler = {
    name: "s",
    op: "standard_scaler",
    attributes: { mean: tensor(1, 2) },
    inputs: { input: "v" },
    outputs: { output: "o" },
  };
  const plan = (await bundleOf([scaler])).plan(["o"]);
  assert.deepEqual(plain(plan.run(frame({ v: [[1, 1]] })), "o"), [[0, -1]]);
  assert.throws(
    () => plan.run(frame({ v: [[1, 2, 3]] })),
    (error) => code("vector-size")(error) && (error as MleapError).where.column === "v",
  );
});

test("a vector that goes into an assembled one, and is read by others too, keeps its negative zeros", async () => {
  const attributes = { std: tensor(1, 1) };
  const scaler = {
    name: "s",
    op: "standard_scaler",
    attributes,
    inputs: { input: "v" },
    outputs: { output: "scaled" },
  };
  const join: TestNode = {
    ...assembler,
    attributes: { input_shapes: shapes(2, 0) },
    inputs: { input0: "scaled", input1: "x" },
  };
  const output = (await bundleOf([scaler, join])).plan(["features", "scaled"]).run(frame({ v: [[-0, 1]], x: [-0] }));
  assert.deepEqual(plain(output, "scaled"), [[-0, 1]]);
  assert.deepEqual(plain(output, "features"), [[0, 1, 0]]);
});

test("columns that contradict themselves are refused", async () => {
  const join: TestNode = { ...assembler, attributes: { input_shapes: shapes(2) }, inputs: { input0: "v" } };
  const plan = (await bundleOf([join])).plan(["features"]);
  const { fields } = frame({ v: [[1, 2]] });
  const run = (value: unknown, rows = 1) =>
    plan.run({ fields, columns: [{ kind: "value", values: [value as null] }], rows });
  const base = "double" as const;
  const sparse = (size: number, ...indices: number[]) => ({
    base,
    dimensions: [size],
    values: new Float64Array(indices.length).fill(1),
    indices: Int32Array.from(indices),
  });
  assert.deepEqual(plain(run(sparse(3, 0, 2)), "features"), [[1, 0, 1]]);
  for (const indices of [[0, 3], [1, 1], [2, 0], [-1]])
    assert.throws(() => run(sparse(3, ...indices)), code("bad-value"));
  assert.throws(() => run({ base, dimensions: [3], values: Float64Array.of(1) }), code("bad-value"));
  assert.throws(() => run(7), code("bad-value"));
  assert.throws(() => run(sparse(3), 2), code("column-type"));
  const numbers = { kind: "number" as const, values: Float64Array.of(1) };
  assert.throws(() => plan.run({ fields, columns: [numbers], rows: 1 }), code("column-type"));
});

test("a column may have an empty name, which is not that of outputs that the node does not connect", async () => {
  const svc: TestNode = {
    name: "svc",
    op: "linear_svc",
    attributes: { num_classes: { long: 2 }, coefficients: tensor(1, 2), intercept: {}, threshold: {} },
    inputs: { features: "v" },
    outputs: { prediction: "" },
  };
  assert.deepEqual(
    plain(
      (await bundleOf([svc])).plan([""]).run(
        frame({
          v: [
            [1, 2],
            [-1, 0],
          ],
        }),
      ),
      "",
    ),
    [1, 0],
  );
});
