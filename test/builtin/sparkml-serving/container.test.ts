import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { sparkmlServing } from "../../../src/builtin/sparkml-serving/image.js";
import { ContainerError } from "../../../src/pipeline/errors.js";
import { fixture, root } from "../../support.js";
import { folderOf, invocation, start, text, unpacked } from "../support.js";

const schema = readFileSync(join(root, "examples/abalone/schema.json"), "utf8");
const folder = await unpacked(join(root, "examples/abalone/sparkml.tar.gz"));
const image = "kakehi/sparkml-serving";
const row = "M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";
const answer = "1.0,0.0,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";

async function withSchema(environment: Record<string, string> = {}) {
  return start(sparkmlServing, image, folder, { SAGEMAKER_SPARKML_SCHEMA: schema, ...environment });
}

test("200 rows in one request give Spark's features, in every format", async () => {
  const { container } = await withSchema();
  const input = await readFile(fixture("pipelines/abalone/input.csv"), "utf8");
  const features = (await readFile(fixture("pipelines/abalone/features.csv"), "utf8")).trimEnd();
  assert.equal(text(await container.invoke(invocation("text/csv", input))), features);
  const data = input
    .trimEnd()
    .split("\n")
    .map((line) => `${line.replace(/^(.)/, '["$1"')}]`);
  const json = await container.invoke(invocation("application/json", `{"data":[${data.join()}]}`));
  assert.equal(text(json), features);
  const lines = data.map((one) => `{"data":${one}}`).join("\n");
  const list = `[${features
    .split("\n")
    .map((line) => `[${line}]`)
    .join(", ")}]`;
  assert.equal(text(await container.invoke(invocation("application/jsonlines", lines))), list);
});

test("an error keeps op, node, column and row, and the log tells them", async () => {
  const { container, lines } = await withSchema();
  const frame = container.native!.parse(invocation("text/csv", `${row}\nX${row.slice(1)}`));
  assert.throws(
    () => container.native!.run(frame),
    (error: ContainerError) => {
      assert.ok(error instanceof ContainerError);
      assert.equal(error.body, "Unseen label: X. To handle unseen labels, set handleInvalid to keep");
      assert.equal(error.place.op, "string_indexer");
      assert.equal(error.place.column, "sex");
      assert.equal(error.place.row, 1);
      return true;
    },
  );
  assert.match(lines.at(-1)!, /^400 Unseen label: X\..* \(.*op string_indexer.*row 1/);
  assert.throws(
    () => container.native!.parse(invocation("text/csv", `${row}\n${row}\n${row.replace("0.365", "x")}`)),
    (error: ContainerError) => error.place.row === 2 && error.place.column === "diameter",
  );
});

test("text beyond ASCII is UTF-8 on both sides", async () => {
  const { container } = await withSchema({
    SAGEMAKER_SPARKML_SCHEMA: schema.replace(
      '"features", "type": "double", "struct": "vector"',
      '"sex", "type": "string"',
    ),
  });
  for (const label of ["ä", "筧", "😀", "a".repeat(40)]) {
    assert.equal(text(await container.invoke(invocation("text/csv", label + row.slice(1)))), label);
  }
});

test("a schema in the archive is used when the environment has none", async () => {
  const own = '{"input":[{"name":"sex","type":"string"}],"output":{"name":"sex","type":"string"}}';
  const withFile = await folderOf([["schema.json", own]]);
  await cp(folder, withFile, { recursive: true });
  const { container } = await start(sparkmlServing, image, withFile);
  assert.equal(text(await container.invoke(invocation("text/csv", "F,ignored"))), "F");
  const { container: other } = await start(sparkmlServing, image, withFile, { SAGEMAKER_SPARKML_SCHEMA: schema });
  assert.equal(text(await other.invoke(invocation("text/csv", row))), answer);
  const wrong = await folderOf([["schema.json", '{"input":[]}']]);
  await cp(folder, wrong, { recursive: true });
  await assert.rejects(start(sparkmlServing, image, wrong), /^Error: schema.json is not a schema: /);
});

test("what keeps the container from starting is said", async () => {
  await assert.rejects(start(sparkmlServing, image, await folderOf([["readme.txt", "hello"]])), /bundle\.json/);
  await assert.rejects(
    sparkmlServing.start({ name: "primary", image, environment: {}, log: () => {} }),
    /needs a model/,
  );
});

test("a schema may have any number of columns", async () => {
  const input = Array.from({ length: 600 }, (_, index) => ({ name: `c${index}`, type: "double" }));
  const wide = JSON.stringify({ input, output: { name: "c599", type: "double" } });
  const { container } = await withSchema({ SAGEMAKER_SPARKML_SCHEMA: wide });
  const body = input.map((_, index) => index / 2).join();
  assert.equal(text(await container.invoke(invocation("text/csv", body))), "299.5");
});

test("the parameters for batch transform are the original's", async () => {
  const { container } = await withSchema();
  const reply = await container.executionParameters();
  assert.equal(reply.contentType, "application/json");
  assert.match(text(reply), /^\{"MaxConcurrentTransforms":\d+,"BatchStrategy":"SINGLE_RECORD","MaxPayloadInMB":5\}$/);
  assert.equal(await container.ping(), 200);
});

test("rows whose columns are all lists are told from a single row", async () => {
  const vectors = JSON.stringify({
    input: [{ name: "v", type: "double", struct: "vector" }],
    output: { name: "v", type: "double", struct: "vector" },
  });
  const { container } = await withSchema({ SAGEMAKER_SPARKML_SCHEMA: vectors });
  const cases: [string, string][] = [
    ['{"data":[[1.0,2.0]]}', "1.0,2.0"],
    ['{"data":[[[1.0,2.0]],[[3.0,4.0]]]}', "1.0,2.0\n3.0,4.0"],
    ['{"data":[[[1.0,2.0]],[[3.0]]]}', "1.0,2.0\n3.0"],
  ];
  for (const [body, expected] of cases) {
    assert.equal(text(await container.invoke(invocation("application/json", body))), expected);
    const lines = `[${expected
      .split("\n")
      .map((line) => `[${line}]`)
      .join(", ")}]`;
    assert.equal(text(await container.invoke(invocation("application/jsonlines", body))), lines);
  }
});
