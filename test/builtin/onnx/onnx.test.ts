import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { RequestError } from "../../../src/builtin/handler/errors.js";
import { writeAnswer } from "../../../src/builtin/onnx/answers.js";
import { findModel } from "../../../src/builtin/onnx/find-model.js";
import { type GraphPort, readGraph } from "../../../src/builtin/onnx/graph.js";
import { readRequest } from "../../../src/builtin/onnx/requests.js";
import { fixture } from "../../support.js";
import { folderOf, utf8 } from "../support.js";

const model = (name: string) => readFileSync(fixture("onnx", name, "model.onnx"));

test("a model's inputs and outputs are read from its file", () => {
  assert.deepEqual(readGraph(model("classifier")), {
    inputs: [{ name: "X", type: 1, dimensions: [-1, 4] }],
    outputs: [
      { name: "label", type: 7, dimensions: [-1] },
      { name: "probabilities", type: 1, dimensions: [-1, 3] },
    ],
  });
  assert.deepEqual(
    readGraph(model("columns")).inputs.map(({ name, type, dimensions }) => [name, type, dimensions]),
    [
      ["sex", 8, [-1, 1]],
      ["length", 1, [-1, 1]],
      ["height", 1, [-1, 1]],
    ],
  );
  assert.deepEqual(
    readGraph(model("types")).outputs.map(({ type }) => type),
    [11, 9, 7],
  );
});

test("what is no model is refused with a reason, whatever it is", () => {
  const bytes = model("classifier");
  fc.assert(
    fc.property(
      fc.nat(bytes.length),
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }),
      (length, changes) => {
        const broken = bytes.subarray(0, length).map((byte) => byte);
        for (const [at, value] of changes) if (at < length) broken[at] = value;
        try {
          readGraph(broken);
        } catch (error) {
          assert.match((error as Error).message, /^the file is not an ONNX model: /);
        }
      },
    ),
  );
});

const port = (name: string, type: number, ...dimensions: number[]): GraphPort => ({ name, type, dimensions });
const read = (contentType: string, body: string, ...inputs: GraphPort[]) =>
  readRequest(utf8.encode(body), contentType, inputs);
const values = (contentType: string, body: string, ...inputs: GraphPort[]) =>
  Object.fromEntries(
    Object.entries(read(contentType, body, ...inputs).feeds).map(([name, feed]) => [
      name,
      [feed.dimensions, [...feed.data]],
    ]),
  );

test("rows become the inputs' tensors", () => {
  const x = port("x", 1, -1, 2);
  const cases: [string, string][] = [
    ["text/csv", "1,2\n3,4\n"],
    ["application/json", "[[1,2],[3,4]]"],
    ["application/json; charset=utf-8", '{"instances":[{"x":[1,2]},{"x":[3,4]}]}'],
    ["application/jsonlines", "[1,2]\n[3,4]\n"],
  ];
  for (const [contentType, body] of cases)
    assert.deepEqual(values(contentType, body, x), {
      x: [
        [2, 2],
        [1, 2, 3, 4],
      ],
    });
  assert.deepEqual(values("text/csv", "M,1,\n", port("a", 8, -1, 1), port("b", 7, -1), port("c", 11, -1, 1)), {
    a: [[1, 1], ["M"]],
    b: [[1], [1n]],
    c: [[1, 1], [Number.NaN]],
  });
  assert.deepEqual(values("text/csv", "1,2,3", port("open", 1, -1, -1)), {
    open: [
      [1, 3],
      [1, 2, 3],
    ],
  });
  assert.deepEqual(values("application/json", "[[[[1,2],[3,4]]]]", port("image", 1, -1, 1, 2, 2)), {
    image: [
      [1, 1, 2, 2],
      [1, 2, 3, 4],
    ],
  });
  assert.deepEqual(values("application/json", "[[true,9007199254740993]]", port("a", 9, -1, 1), port("b", 7, -1, 1)), {
    a: [[1, 1], [1]],
    b: [[1, 1], [9007199254740993n]],
  });
});

test("rows that do not fit are refused with row and value", () => {
  const x = port("x", 1, -1, 2);
  const cases: [string, string, number, RegExp][] = [
    ["text/csv", "1,2,3", 400, /a row has 3 values, which do not fit the model's inputs \(x: 2\)/],
    ["text/csv", "1,2\n3", 400, /row 1 has 1 values, the rows before it have 2/],
    ["text/csv", "1,2\n3,a", 400, /row 1, value 1: "a" is no float32, as the input x wants it/],
    ["text/csv", "", 400, /no rows/],
    ["text/csv", '"1', 400, /EOF reached/],
    ["application/json", "{}", 400, /list of rows/],
    ["application/json", '[{"y":1}]', 400, /no value for the input x/],
    ["application/json", "[", 400, /Unexpected end-of-input/],
    ["image/png", "x", 415, /^Content type image\/png is not supported/],
  ];
  for (const [contentType, body, status, message] of cases) {
    assert.throws(
      () => read(contentType, body, x),
      (error: RequestError) => error instanceof RequestError && error.status === status && message.test(error.message),
      body,
    );
  }
  assert.throws(() => read("text/csv", "1.5", port("n", 7, -1, 1)), /"1.5" is no int64/);
  assert.throws(() => read("text/csv", "1", port("m", 0)), /type that requests cannot bring/);
});

test("answers, row by row", () => {
  const tensor = (type: string, dims: number[], data: (number | bigint | boolean | string)[]) => ({ type, dims, data });
  const two = {
    rows: 2,
    tensors: [
      { name: "label", tensor: tensor("int64", [2], [1n, 9007199254740993n]) },
      { name: "p", tensor: tensor("float32", [2, 2], [0.25, 0.75, Number.NaN, 1]) },
    ],
  };
  const one = { rows: 2, tensors: [{ name: "y", tensor: tensor("string", [2, 1], ["a", 'b,"c']) }] };
  const bool = { rows: 1, tensors: [{ name: "y", tensor: tensor("bool", [1, 2, 1], [1, 0]) }] };
  const cases: [Parameters<typeof writeAnswer>[0], string, string][] = [
    [two, "", '{"predictions":[{"label":1,"p":[0.25,0.75]},{"label":9007199254740993,"p":[null,1]}]}'],
    [two, "application/jsonlines", '{"label":1,"p":[0.25,0.75]}\n{"label":9007199254740993,"p":[null,1]}\n'],
    [two, "text/csv", "1,0.25,0.75\n9007199254740993,NaN,1\n"],
    [one, "application/json", '{"predictions":["a","b,\\"c"]}'],
    [one, "text/csv", 'a\n"b,""c"\n'],
    [bool, "*/*", '{"predictions":[[true,false]]}'],
  ];
  for (const [outputs, accept, body] of cases) assert.equal(writeAnswer(outputs, accept).body, body);
  assert.throws(() => writeAnswer(one, "image/png"), { status: 406 });
});

test("the model of an archive", async () => {
  assert.match(await findModel(await folderOf([["deep/any.onnx", "x"]])), /any\.onnx$/);
  assert.match(
    await findModel(
      await folderOf([
        ["a.onnx", "x"],
        ["model.onnx", "x"],
      ]),
    ),
    /model\.onnx$/,
  );
  await assert.rejects(findModel(await folderOf([["a.txt", "x"]])), /no file that ends in \.onnx/);
  await assert.rejects(
    findModel(
      await folderOf([
        ["a.onnx", "x"],
        ["b.onnx", "x"],
      ]),
    ),
    /several models \(.*\), none of them model\.onnx/,
  );
});
