import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { BindError, bindRequest, bindSchema } from "../../src/builtin/sparkml-serving/bind.js";
import { sparkmlServing } from "../../src/builtin/sparkml-serving/image.js";
import { xgboost } from "../../src/builtin/xgboost/image.js";
import { parseJson } from "../../src/content/json.js";
import { ContainerError } from "../../src/pipeline/errors.js";
import { fixture, root } from "../support.js";
import { folderOf, invocation, start, unpacked, utf8 } from "./support.js";

const schema = readFileSync(join(root, "examples/abalone/schema.json"), "utf8");
const accept = fc.constantFrom(undefined, "text/csv", "application/json", "application/jsonlines", "*/*", "a;b=c, d");

/** JSON that nearly is a schema or a request. */
const nearly = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, 1, 1.5, "", "int", "double", "vector", "array", "basic", "z"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("schema", "data", "input", "output", "name", "type", "struct", "x"), tie("value")),
  ),
})).value;

test("any JSON is a schema, a request, or refused with a reason", () => {
  fc.assert(
    fc.property(nearly, (json) => {
      for (const bind of [bindSchema, bindRequest]) {
        try {
          bind(parseJson(JSON.stringify(json)));
        } catch (error) {
          assert.ok(error instanceof BindError || error instanceof ContainerError, String(error));
          assert.notEqual(error.message, "");
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("no request breaks SparkML Serving: it answers 200, 400 or 415", async () => {
  const environment = { SAGEMAKER_SPARKML_SCHEMA: schema };
  const folder = await unpacked(join(root, "examples/abalone/sparkml.tar.gz"));
  const { container } = await start(sparkmlServing, "kakehi/sparkml-serving", folder, environment);
  const row = JSON.parse(schema);
  const body = fc.oneof(
    fc.uint8Array(),
    fc.string().map((text) => utf8.encode(text)),
    fc.stringMatching(/^[MF,0-9.\n"e-]{0,60}$/).map((text) => utf8.encode(text)),
    nearly.map((json) => utf8.encode(JSON.stringify(json))),
    nearly.map((data) =>
      utf8.encode(JSON.stringify({ schema: { ...row, output: data }, data: ["M", 1, 2, 3, 4, 5, 6, 7] })),
    ),
    fc.array(nearly).map((data) => utf8.encode(JSON.stringify({ data }))),
  );
  const types = fc.constantFrom("text/csv", "application/json", "application/jsonlines", "text/plain", undefined);
  await fc.assert(
    fc.asyncProperty(types, body, accept, async (contentType, bytes, wished) => {
      const { status } = await container.invoke(invocation(contentType, bytes, wished));
      assert.ok([200, 400, 415].includes(status), String(status));
    }),
    { numRuns: 1000 },
  );
});

test("no request breaks XGBoost: it answers 200, 204, 400, 406 or 415", async () => {
  const model = ["model.json", readFileSync(fixture("xgboost-serving/models/multi-softprob.json"))] as const;
  const { container } = await start(xgboost, "kakehi/xgboost:3.2-0", await folderOf([model]));
  const body = fc.oneof(
    fc.uint8Array(),
    fc.stringMatching(/^[0-9.,:;|\r\n e[\]-]{0,60}$/).map((text) => utf8.encode(text)),
  );
  const types = fc.constantFrom("text/csv", "text/libsvm", "application/x-recordio-protobuf", "a/b", undefined);
  await fc.assert(
    fc.asyncProperty(types, body, accept, async (contentType, bytes, wished) => {
      const { status } = await container.invoke(invocation(contentType, bytes, wished));
      assert.ok([200, 204, 400, 406, 415].includes(status), String(status));
    }),
    { numRuns: 1000 },
  );
});
