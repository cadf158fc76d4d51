import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../../src/endpoints/async/definition.js";

test("locations of asynchronous requests are S3 URIs or addresses, with a key", () => {
  assert.deepEqual(placeOf("s3://bucket/in/a.csv"), { bucket: "bucket", key: "in/a.csv" });
  assert.deepEqual(placeOf("https://bucket.s3.us-west-2.amazonaws.com/in/a.csv"), {
    bucket: "bucket",
    key: "in/a.csv",
  });
  for (const location of ["s3://bucket", "s3://bucket/", "https://example.com/a", "in/a.csv"]) {
    assert.equal(placeOf(location), undefined, location);
  }
});
