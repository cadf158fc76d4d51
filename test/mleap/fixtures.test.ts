import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readZip } from "../../src/bytes/zip.js";
import { loadBundle, MleapError, type Plan } from "../../src/mleap/index.js";
import { fixture } from "../support.js";
import { frameOf, type JsonField, type JsonValue, rowsOf, writtenOut } from "./fixture-frames.js";
import { unmet } from "./fixtures-unmet.js";

type Row = readonly JsonValue[];
/** A row, `null` where it is dropped, or the error. */
type Outcome = Row | null | { readonly error: string };

interface Case {
  readonly tolerance: number;
  readonly input: { readonly fields: readonly JsonField[]; readonly rows: readonly Row[] };
  readonly output: { readonly fields: readonly JsonField[]; readonly rows: readonly Outcome[] };
}

for (const set of readdirSync(fixture("mleap"), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  describe(`what ${set.name} answers`, () => {
    for (const name of readdirSync(fixture("mleap", set.name))) {
      const folder = fixture("mleap", set.name, name);
      for (const format of ["json", "protobuf"]) {
        const id = `${set.name}/${name} (${format})`;
        const meets = () => check(folder, format);
        if (unmet.some((pattern) => pattern.test(id))) it(`${name} (${format}): not yet`, () => assert.rejects(meets));
        else it(`${name} (${format})`, meets);
      }
    }
  });
}

async function check(folder: string, format: string): Promise<void> {
  const { input, output, tolerance }: Case = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
  const files = await readZip(readFileSync(join(folder, `${format}.zip`)), 1e8);
  const bundle = await loadBundle(files);
  const frame = frameOf(input.fields, []);
  const plan = bundle.plan(
    output.fields.map(({ name }) => name),
    frame.fields,
  );
  assert.deepEqual(
    plan.outputs.map(({ name, type }) => ({ name, shape: type.shape, base: type.base })),
    output.fields,
  );
  const expected = output.rows.map((outcome) =>
    Array.isArray(outcome) ? outcome.map((value, i) => writtenOut(value, output.fields[i]!)) : outcome,
  ) as Outcome[];

  expected.forEach((outcome, i) => {
    same(
      outcomeOf(plan, input.fields, input.rows[i]!),
      outcome,
      tolerance,
      `row ${i} ${JSON.stringify(input.rows[i])}`,
    );
  });
  const passing = input.rows.filter((_, i) => expected[i] === null || Array.isArray(expected[i]));
  const together = rowsOf(plan.run(frameOf(input.fields, passing)));
  same(together, expected.filter(Array.isArray), tolerance, "all rows together");
}

function outcomeOf(plan: Plan, fields: readonly JsonField[], row: Row): Outcome {
  try {
    return rowsOf(plan.run(frameOf(fields, [row])))[0] ?? null;
  } catch (error) {
    if (!(error instanceof MleapError)) throw error;
    return { error: error.message };
  }
}

/** Errors need not have the same words. */
function same(actual: unknown, expected: unknown, tolerance: number, where: string): void {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    assert.equal(
      actual.length,
      expected.length,
      `${where}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
    );
    actual.forEach((item, i) => {
      same(item, expected[i], tolerance, `${where}, ${i}`);
    });
  } else if (isError(actual) && isError(expected)) {
    return;
  } else if (typeof actual === "number" && typeof expected === "number" && tolerance > 0) {
    const near = Math.abs(actual - expected) <= tolerance * Math.max(Math.abs(actual), Math.abs(expected));
    assert.ok(near, `${where}: ${actual}, not ${expected}`);
  } else {
    assert.deepEqual(actual, expected, where);
  }
}

function isError(value: unknown): boolean {
  return typeof value === "object" && value !== null && "error" in value;
}
