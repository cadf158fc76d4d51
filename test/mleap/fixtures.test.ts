import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readZip } from "../../src/bytes/zip.js";
import { valueAt } from "../../src/frame/frames.js";
import { type Frame, loadBundle, MleapError, type Plan, type RowPlan } from "../../src/mleap/index.js";
import { fixtureCases } from "./fixture-cases.js";
import { frameOf, type JsonField, type JsonValue, jsonOf, rowsOf, writtenOut } from "./fixture-frames.js";

type Row = readonly JsonValue[];
/** A row, `null` where it is dropped, or the error. */
type Outcome = Row | null | { readonly error: string };

interface Case {
  readonly tolerance: number;
  readonly input: { readonly fields: readonly JsonField[]; readonly rows: readonly Row[] };
  readonly output: { readonly fields: readonly JsonField[]; readonly rows: readonly Outcome[] };
}

for (const { set, name, folder, formats } of fixtureCases()) {
  for (const format of formats) {
    test(`${set}: ${name} (${format})`, () => check(folder, format));
  }
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
    Array.isArray(outcome) ? outcome.map((value, i) => writtenOut(value, output.fields[i])) : outcome,
  ) as Outcome[];

  const alone = plan.rows();
  for (const [i, outcome] of expected.entries()) {
    const row = frameOf(input.fields, [input.rows[i]]);
    const where = `row ${i} ${JSON.stringify(input.rows[i])}`;
    sameRow(
      outcomeOf(() => rowsOf(plan.run(row))[0] ?? null),
      outcome,
      tolerance,
      where,
    );
    sameRow(
      outcomeOf(() => runAlone(plan, alone, row)),
      outcome,
      tolerance,
      `${where} on the path for one row`,
    );
  }
  const passing = input.rows.filter((_, i) => !isError(expected[i]));
  const together = rowsOf(plan.run(frameOf(input.fields, passing)));
  const left = expected.filter(Array.isArray);
  assert.equal(together.length, left.length);
  for (const [i, row] of left.entries()) sameRow(together[i], row, tolerance, `row ${i} among others`);
}

function runAlone(plan: Plan, path: RowPlan, row: Frame): Outcome {
  for (const [i, { name }] of plan.inputs.entries()) {
    const position = row.fields.findIndex((field) => field.name === name);
    path.set(i, valueAt(row.columns[position], 0));
  }
  return path.run() ? plan.outputs.map((field, i) => jsonOf(path.get(i), field)) : null;
}

function outcomeOf(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MleapError)) throw error;
    return { error: error.message };
  }
}

/** Errors need not have the same words. Columns are compared one by one. */
function sameRow(actual: Outcome, expected: Outcome, tolerance: number, where: string): void {
  if (isError(actual) && isError(expected)) return;
  if (!Array.isArray(actual) || !Array.isArray(expected)) assert.deepEqual(actual, expected, where);
  else for (const [i, item] of actual.entries()) same(item, expected[i], tolerance, `${where}, output ${i}`);
}

/** The elements of a vector may be off by the tolerance times the largest of them. */
function same(actual: JsonValue, expected: JsonValue, tolerance: number, where: string): void {
  const [items, wanted] = [actual, expected].map((value) => (Array.isArray(value) ? value : [value]));
  const largest = wanted!.reduce((most, item) => (Number.isFinite(item) ? Math.max(most, Math.abs(item)) : most), 0);
  const off = items!.findIndex(
    (item, i) => item !== wanted![i] && !(Math.abs(item - wanted![i]) <= tolerance * largest),
  );
  if (off >= 0 || items!.length !== wanted!.length) assert.deepEqual(actual, expected, where);
}

function isError(value: unknown): boolean {
  return typeof value === "object" && value !== null && "error" in value;
}
