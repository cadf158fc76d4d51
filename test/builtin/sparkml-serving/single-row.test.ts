import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { sparkmlServing } from "../../../src/builtin/sparkml-serving/image.js";
import type { NativeContainer } from "../../../src/pipeline/container.js";
import { ContainerError } from "../../../src/pipeline/errors.js";
import { fixture, root } from "../../support.js";
import { invocation, start, text, unpacked } from "../support.js";

const schema = readFileSync(join(root, "examples/abalone/schema.json"), "utf8");
const folder = await unpacked(join(root, "examples/abalone/sparkml.tar.gz"));
const good = "M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15";

async function nativeFor(SAGEMAKER_SPARKML_SCHEMA: string): Promise<NativeContainer> {
  const { container } = await start(sparkmlServing, "kakehi/sparkml-serving", folder, { SAGEMAKER_SPARKML_SCHEMA });
  return container.native!;
}

/** The first line of the answer, or what was refused and where. */
function outcome(native: NativeContainer, body: string): unknown {
  try {
    const reply = native.format(native.run(native.parse(invocation("text/csv", body))), "text/csv");
    return text(reply).split("\n")[0];
  } catch (error) {
    assert.ok(error instanceof ContainerError);
    return { status: error.status, body: error.body, place: error.place };
  }
}

test("rows that come alone are answered as rows that come together", async () => {
  const native = await nativeFor(schema);
  const rows = (await readFile(fixture("pipelines/abalone/input.csv"), "utf8")).trimEnd().split("\n");
  const features = (await readFile(fixture("pipelines/abalone/features.csv"), "utf8")).trimEnd().split("\n");
  assert.deepEqual(
    rows.map((row) => outcome(native, row)),
    features,
  );
});

test("whatever a row holds, alone it is answered or refused as in company", async () => {
  const types = ["double", "float", "int", "long", "short", "byte", "boolean", "string"];
  const [input, output] = schema.split('"output"') as [string, string];
  const natives = await Promise.all(
    types.map((type) => nativeFor(`${input.replaceAll('"double"', `"${type}"`)}"output"${output}`)),
  );
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("0.5", "1", "-3", "1e2", "true", "M") },
    fc.constantFrom("", " 2 ", "X", "NaN", "-Infinity", "1e999", "0x1p3", "1d", "99999999999999999999", "٣", "筧"),
    fc.constantFrom('"0.25"', '"a""b"', '"F"', '"', '"open', '"1" x'),
  );
  const company = "M,1,1,1,1,1,1,1"; // of any type
  const row = fc.tuple(fc.constantFrom("M", "F", "I", "X", '"M"'), fc.array(cell, { minLength: 6, maxLength: 8 }));
  fc.assert(
    fc.property(fc.constantFrom(...natives), row, fc.constantFrom("", "\n", "\r\n\n"), (native, [sex, cells], end) => {
      const alone = [sex, ...cells].join();
      assert.deepEqual(outcome(native, alone + end), outcome(native, `${alone}\n${company}`));
    }),
    { numRuns: 1000 },
  );
});

test("the columns of a row alone are there for who asks", async () => {
  const native = await nativeFor(schema);
  const alone = native.parse(invocation("text/csv", good));
  const together = native.parse(invocation("text/csv", `${good}\n${good}`));
  assert.equal(alone.rows, 1);
  assert.deepEqual(alone.fields, together.fields);
  assert.deepEqual(alone.columns[0], { kind: "string", values: ["M"] });
  assert.deepEqual(alone.columns[1], { kind: "number", values: Float64Array.of(0.455) });
});
