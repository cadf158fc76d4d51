import assert from "node:assert/strict";
import { test } from "node:test";
import { joinKey } from "../../src/stores/objects/s3-uri.js";
import { errorsName, outputName } from "../../src/transform/storage/output-name.js";

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
