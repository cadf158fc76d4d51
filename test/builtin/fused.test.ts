import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { sparkmlServing } from "../../src/builtin/sparkml-serving/image.js";
import { xgboost } from "../../src/builtin/xgboost/image.js";
import { realTime, runChain } from "../../src/pipeline/chain.js";
import type { Invocation } from "../../src/pipeline/container.js";
import { StageError } from "../../src/pipeline/errors.js";
import type { Stage } from "../../src/pipeline/stage.js";
import { fixture, root } from "../support.js";
import { invocation, start, text, unpacked } from "./support.js";

const abalone = await unpacked(join(root, "examples/abalone/sparkml.tar.gz"));
const model = await unpacked(join(root, "examples/abalone/xgboost.tar.gz"));
const schema = JSON.parse(readFileSync(join(root, "examples/abalone/schema.json"), "utf8"));

async function pipeline(
  environment: Record<string, string>,
  image = "kakehi/xgboost",
  more: Record<string, string> = {},
) {
  const first = await start(sparkmlServing, "kakehi/sparkml-serving", abalone, environment);
  const second = await start(xgboost, image, model, more);
  return [
    { name: "container-1", container: first.container },
    { name: "container-2", container: second.container },
  ];
}

async function answer(stages: readonly Stage[], request: Invocation, fuse: boolean): Promise<object> {
  try {
    const { status, contentType, body } = await runChain(stages, request, { ...realTime, fuse });
    return { status, contentType, body: text({ body } as never) };
  } catch (error) {
    assert.ok(error instanceof StageError, String(error));
    const { container, status, message } = error;
    return { container, status, message: message.replace(/\[\d\d:\d\d:\d\d\]/, "") };
  }
}

async function same(stages: readonly Stage[], request: Invocation): Promise<void> {
  assert.deepEqual(await answer(stages, request, true), await answer(stages, request, false));
}

const standard = await pipeline({ SAGEMAKER_SPARKML_SCHEMA: JSON.stringify(schema) });

test("the fused pipeline gives Spark's and xgboost's predictions, and hands frames over", async () => {
  const input = readFileSync(fixture("pipelines/abalone/input.csv"));
  const predictions = readFileSync(fixture("pipelines/abalone/predictions.csv"), "utf8");
  const handedOver: boolean[] = [];
  const reply = await runChain(standard, invocation("text/csv", input), realTime, {
    stage: (report) => void handedOver.push(report.handedOver),
  });
  assert.equal(text(reply), predictions);
  assert.deepEqual(handedOver, [true, false]);
});

const number = fc.oneof(
  fc.double().map(String),
  fc.float().map(String),
  fc.integer().map(String),
  fc.constantFrom(
    "0",
    "-0.0",
    "1e-5",
    "-1.0E-5",
    "3.5e38",
    "1e39",
    "NaN",
    "Infinity",
    "-Infinity",
    "",
    "x",
    "1e400",
    "1e-320",
  ),
);
const record = fc.tuple(fc.constantFrom("M", "F", "I", '"M"', "X"), fc.array(number, { minLength: 6, maxLength: 8 }));
const csv = fc
  .array(record, { minLength: 1, maxLength: 4 })
  .map((rows) => rows.map(([sex, rest]) => [sex, ...rest].join()).join("\n"));
const accept = fc.constantFrom(undefined, "text/csv", "application/json", "application/jsonlines", "text/html", "*/*");

test("fused and unfused answers are the same, byte for byte, errors too", async () => {
  await fc.assert(
    fc.asyncProperty(csv, accept, (body, wished) => same(standard, invocation("text/csv", body, wished))),
    { numRuns: 300 },
  );
});

test("the same for JSON and JSON Lines", async () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(null, "1", 1e300, -1e-5),
  );
  const data = fc
    .tuple(fc.constantFrom("M", "F"), fc.array(value, { minLength: 7, maxLength: 7 }))
    .map(([sex, rest]) => [sex, ...rest]);
  const rows = fc.array(data, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), accept, (all, lines, wished) => {
      const body = lines ? all.map((one) => JSON.stringify({ data: one })).join("\n") : JSON.stringify({ data: all });
      return same(standard, invocation(lines ? "application/jsonlines" : "application/json", body, wished));
    }),
    { numRuns: 200 },
  );
});

test("the same whatever column, struct and Accept the first container has, and whatever the second is", async () => {
  const outputs = [
    { name: "features", type: "double", struct: "vector" },
    { name: "features", type: "double", struct: "array" },
    { name: "features", type: "double" },
    { name: "length", type: "double" },
    { name: "length", type: "float" },
    { name: "length", type: "int" },
    { name: "sex", type: "string" },
    { name: "flag", type: "boolean" },
    { name: "count", type: "long" },
    { name: "count", type: "int" },
  ];
  const input = [...schema.input, { name: "flag", type: "boolean" }, { name: "count", type: "long" }];
  const body = "M,-1.0E-5,0.365,0.095,0.514,0.2245,0.101,0.15,true,9007199254740993";
  for (const output of outputs) {
    for (const wished of ["", "application/jsonlines", "application/jsonlines;data=text", "application/json"]) {
      const environment = {
        SAGEMAKER_SPARKML_SCHEMA: JSON.stringify({ input, output }),
        SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT: wished,
      };
      for (const [image, more] of [
        ["kakehi/xgboost", {}],
        ["kakehi/xgboost:0.90-2", { MAX_CONTENT_LENGTH: "60" }],
      ] as const) {
        const stages = await pipeline(environment, image, more);
        await same(stages, invocation("text/csv", body));
        await same(stages, invocation("text/csv", `${body}\n${body}`));
      }
    }
  }
});
