import assert from "node:assert/strict";
import { test } from "node:test";
import { locate } from "../../../src/stores/artifacts/location.js";
import { sourceOf } from "../../../src/stores/artifacts/source.js";

test("S3 objects are named by s3: URIs and by S3's own addresses", () => {
  const object = (bucket: string, key: string) => ({ kind: "object", bucket, key });
  assert.deepEqual(locate("s3://b/a b/model.tar.gz"), object("b", "a b/model.tar.gz"));
  assert.deepEqual(locate("s3://b"), object("b", ""));
  assert.deepEqual(locate("https://s3.amazonaws.com/b/k/m"), object("b", "k/m"));
  assert.deepEqual(locate("https://s3-eu-west-1.amazonaws.com/b/k"), object("b", "k"));
  assert.deepEqual(locate("https://s3.eu-west-1.amazonaws.com/b/k%20x"), object("b", "k x"));
  assert.deepEqual(locate("https://my.b.s3.us-west-2.amazonaws.com/k"), object("my.b", "k"));
  assert.deepEqual(locate("file:///models/m.tar.gz"), { kind: "file", path: "/models/m.tar.gz" });
  for (const uri of [
    "https://example.com/b/k",
    "file://host/x",
    "models/m.tar.gz",
    "https://s3.amazonaws.com/b",
    "https://b.s3.amazonaws.com/%E0",
  ]) {
    assert.throws(() => locate(uri), { code: "BadUri" });
  }
});

test("a container's model data is an archive, a file or a folder", () => {
  const source = (S3DataType: string, CompressionType: string) =>
    sourceOf({ ModelDataSource: { S3DataSource: { S3Uri: "s3://b/k", S3DataType, CompressionType } } })?.form;
  assert.equal(sourceOf({}), undefined);
  assert.deepEqual(sourceOf({ ModelDataUrl: "s3://b/k" }), { uri: "s3://b/k", form: "archive" });
  assert.equal(source("S3Object", "Gzip"), "archive");
  assert.equal(source("S3Object", "None"), "object");
  assert.equal(source("S3Prefix", "None"), "prefix");
});
