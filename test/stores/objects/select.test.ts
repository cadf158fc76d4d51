import assert from "node:assert/strict";
import { test } from "node:test";
import { parseManifest } from "../../../src/stores/objects/manifest.js";
import { formatS3Uri, parseS3Uri } from "../../../src/stores/objects/s3-uri.js";

test("S3 URIs", () => {
  assert.deepEqual(parseS3Uri("s3://b/k/x y"), { bucket: "b", key: "k/x y" });
  assert.deepEqual(parseS3Uri("s3://b"), { bucket: "b", key: "" });
  assert.deepEqual(parseS3Uri("s3://b/"), { bucket: "b", key: "" });
  assert.equal(parseS3Uri("https://b/k"), undefined);
  assert.equal(parseS3Uri("s3:///k"), undefined);
  assert.equal(formatS3Uri({ bucket: "b", key: "k" }), "s3://b/k");
});

test("a manifest names objects below its prefix, each once", () => {
  const manifest = parseManifest('[{"prefix":"s3://data/in/"},"a.csv","x/b.csv","a.csv"]');
  assert.deepEqual(manifest, { prefix: { bucket: "data", key: "in/" }, keys: ["in/a.csv", "in/x/b.csv"] });
  assert.deepEqual(parseManifest('\ufeff[{"prefix":"s3://data/in"},"-1"]').keys, ["in-1"]);
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
    assert.throws(() => parseManifest(text), { name: "ManifestError", message: why }, text);
  }
});
