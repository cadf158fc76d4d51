import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { xgboost } from "../../../src/builtin/xgboost/image.js";
import { parseRecord } from "../../../src/content/record-protobuf.js";
import { readRecordIO } from "../../../src/content/recordio.js";
import { fixture, root } from "../../support.js";
import { folderOf, invocation, start, text, unpacked, utf8 } from "../support.js";

const model = (name: string) => [name, readFileSync(fixture("xgboost-serving/models", name))] as const;
const regression = await folderOf([model("reg-squarederror.json")]);
const image = "kakehi/xgboost";
const row = "1,2,3,4";
const answer = "3.231053352355957\n";

test("the abalone model's predictions are xgboost's, digit for digit", async () => {
  const folder = await unpacked(join(root, "examples/abalone/xgboost.tar.gz"));
  const { container } = await start(xgboost, image, folder);
  const features = readFileSync(fixture("pipelines/abalone/features.csv"));
  const predictions = readFileSync(fixture("pipelines/abalone/predictions.csv"), "utf8");
  assert.equal(text(await container.invoke(invocation("text/csv", features))), predictions);
});

test("the tag decides how an answer is written, the newest is meant without one", async () => {
  const rows = `${row}\n${row}`;
  const oneLine = "3.231053352355957,3.231053352355957";
  const account = "246618743249.dkr.ecr.us-west-2.amazonaws.com";
  const cases: [string, string][] = [
    [`${account}/xgboost:1`, oneLine],
    [`${account}/xgboost:latest`, oneLine],
    [`${account}/sagemaker-xgboost:0.90-1-cpu-py3`, oneLine],
    [`${account}/sagemaker-xgboost:1.2-1`, oneLine],
    [`${account}/sagemaker-xgboost:1.2-2`, answer + answer],
    [`${account}/sagemaker-xgboost:1.7-1`, answer + answer],
    [`${account}/sagemaker-xgboost`, answer + answer],
    ["kakehi/xgboost", answer + answer],
  ];
  for (const [name, expected] of cases) {
    const { container } = await start(xgboost, name, regression);
    assert.equal(text(await container.invoke(invocation("text/csv", rows))), expected, name);
  }
});

test("JSON Lines and RecordIO hold the scores, which the original cannot encode", async () => {
  const { container } = await start(xgboost, image, regression);
  const body = `${row}\n5,6,7,8`;
  const lines = await container.invoke(invocation("text/csv", body, "application/jsonlines"));
  assert.equal(text(lines), '{"score": 3.231053352355957}\n{"score": 4.748435974121094}\n');
  const recordio = await container.invoke(invocation("text/csv", body, "application/x-recordio-protobuf"));
  const scores = [...readRecordIO(recordio.body)].map((record) => parseRecord(record).label.get("score")!.values);
  assert.deepEqual(scores, [[3.231053352355957], [4.748435974121094]]);
});

test("SparkML's answer to JSON Lines is read as rows", async () => {
  const { container } = await start(xgboost, image, regression);
  const rows = "[[1.0,2.0,3.0,4.0], [5.0,6.0,7.0,8.0]]";
  assert.equal(text(await container.invoke(invocation("text/csv", rows))), `${answer}4.748435974121094\n`);
  assert.equal(text(await container.invoke(invocation("text/csv", "[[1.0,2.0,3.0,4.0]]"))), answer);
});

test("classifiers vote: the class that most name, of several the smallest", async () => {
  for (const objective of ["multi-softmax", "binary-hinge"]) {
    const names = ["", "-1", "-2"].map((suffix) => `${objective}${suffix}.json`);
    const alone = await Promise.all(
      names.map(async (name) => (await start(xgboost, image, await folderOf([model(name)]))).container),
    );
    const { container: together } = await start(xgboost, "kakehi/xgboost:3.0-5", await folderOf(names.map(model)));
    const body = Array.from({ length: 50 }, (_, i) => [i / 10 - 2, 2 - i / 12, Math.sin(i), Math.cos(i)].join()).join(
      "\n",
    );
    const votes = await Promise.all(
      alone.map(async (one) => text(await one.invoke(invocation("text/csv", body))).split("\n")),
    );
    const expected = votes[0].map((_, at) => {
      const named = votes.map((vote) => vote[at]).sort();
      return named[0] === named[1] || named[1] !== named[2] ? named[0] : named[1];
    });
    assert.equal(text(await together.invoke(invocation("text/csv", body))), expected.join("\n"));
  }
});

test("the model archive: dot files and folders are no models, any name is", async () => {
  const [, bytes] = model("reg-squarederror.json");
  const folder = await folderOf([
    ["my-model.bin", bytes],
    [".DS_Store", "x"],
    ["code/inference.py", "x"],
  ]);
  const { container } = await start(xgboost, image, folder);
  assert.equal(text(await container.invoke(invocation("text/csv", row))), answer);
});

test("a body above the limit is refused, one at the limit is not", async () => {
  const { container } = await start(xgboost, image, regression, { MAX_CONTENT_LENGTH: "7" });
  assert.equal((await container.invoke(invocation("text/csv", row))).status, 200);
  assert.equal((await container.invoke(invocation("text/csv", `${row} `))).status, 413);
  await assert.rejects(
    start(xgboost, image, regression, { MAX_CONTENT_LENGTH: "much" }),
    /MAX_CONTENT_LENGTH is not a number/,
  );
});

test("a sparse row of any index is refused before it is written out", async () => {
  const { container } = await start(xgboost, image, regression);
  const reply = await container.invoke(invocation("text/libsvm", "0 2000000000:1"));
  assert.equal(reply.status, 400);
  assert.match(text(reply), /\(4 vs\. 2000000001\) : Number of columns does not match/);
});

test("what is refused is logged with its row", async () => {
  const { container, lines } = await start(xgboost, image, regression);
  await container.invoke(invocation("text/csv", utf8.encode("1,2\n3,x")));
  assert.match(lines.at(-1)!, /^415 Loading csv data failed[\s\S]*'x'.* \(row 1, column 1\)$/);
});

test("modes that would answer otherwise are refused at the start", async () => {
  await assert.rejects(
    start(xgboost, image, regression, { SAGEMAKER_PROGRAM: "inference.py" }),
    /script mode .* Python/,
  );
  await assert.rejects(start(xgboost, image, regression, { SAGEMAKER_MULTI_MODEL: "true" }), /multi-model mode/);
  await start(xgboost, image, regression, { SAGEMAKER_PROGRAM: "" });
});
