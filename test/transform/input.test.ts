import assert from "node:assert/strict";
import { test } from "node:test";
import { parseManifest } from "../../src/transform/storage/manifest.js";
import { errorsName, joinKey, outputName } from "../../src/transform/storage/output-name.js";
import { formatS3Uri, parseS3Uri } from "../../src/transform/storage/s3-uri.js";

test("output names keep the tree below the prefix", () => {
  const cases: [prefix: string, key: string, name: string][] = [
    ["in/data.csv", "in/data.csv", "data.csv.out"],
    ["batch_input", "batch_input/iris_sample_X_0.csv", "iris_sample_X_0.csv.out"],
    ["in/", "in/a.csv", "a.csv.out"],
    ["in/", "in/sub/a.csv", "sub/a.csv.out"],
    ["in", "in/sub/a.csv", "sub/a.csv.out"],
    ["in/pa", "in/part-0", "part-0.out"],
    ["test_output", "test_output_pose/a.csv", "test_output_pose/a.csv.out"],
    ["", "a.csv", "a.csv.out"],
    ["", "in/a.csv", "in/a.csv.out"],
    ["in/x.csv", "in/x.csv.gz", "x.csv.gz.out"],
    ["m/", "m/x/y.csv", "x/y.csv.out"],
  ];
  for (const [prefix, key, name] of cases) assert.equal(outputName(prefix, key), name, `${prefix} ${key}`);
  assert.equal(errorsName("sub/a.csv.out"), "sub/a.csv.errors.jsonl");
  assert.equal(joinKey("out", "a.out"), "out/a.out");
  assert.equal(joinKey("out/", "a.out"), "out/a.out");
  assert.equal(joinKey("", "a.out"), "a.out");
});

test("S3 URIs", () => {
  assert.deepEqual(parseS3Uri("s3://b/k/x y"), { bucket: "b", key: "k/x y" });
  assert.deepEqual(parseS3Uri("s3://b"), { bucket: "b", key: "" });
  assert.deepEqual(parseS3Uri("s3://b/"), { bucket: "b", key: "" });
  assert.equal(parseS3Uri("https://b/k"), undefined);
  assert.equal(parseS3Uri("s3:///k"), undefined);
  assert.equal(formatS3Uri({ bucket: "b", key: "k" }), "s3://b/k");
});

test("a manifest names objects below its prefix, each once", () => {
  const manifest = parseManifest("s3://b/m", '[{"prefix":"s3://data/in/"},"a.csv","x/b.csv","a.csv"]');
  assert.deepEqual(manifest, { prefix: { bucket: "data", key: "in/" }, keys: ["in/a.csv", "in/x/b.csv"] });
  assert.deepEqual(parseManifest("s3://b/m", '\ufeff[{"prefix":"s3://data/in"},"-1"]').keys, ["in-1"]);
});

test("what is wrong with a manifest is said", () => {
  const cases: [text: string, why: RegExp][] = [
    ["a.csv\nb.csv", /it is not JSON/],
    ["{}", /it is not a JSON array/],
    ['["a.csv"]', /its first item is not/],
    ['[{"prefix":"in/"},"a.csv"]', /its first item is not/],
    ['[{"prefix":"s3://b/in/"}]', /it names no object/],
    ['[{"prefix":"s3://b/in/"},{"a":1}]', /item 2 is not the name of an object/],
    ["[]", /its first item is not/],
  ];
  for (const [text, why] of cases) {
    assert.throws(
      () => parseManifest("s3://b/m", text),
      { code: "bad-manifest", fault: "ClientError", message: why },
      text,
    );
  }
});
