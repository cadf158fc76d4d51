import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { readModel, writeModel } from "../../src/xgboost/index.js";
import { fixture } from "../support.js";

const cases = readdirSync(fixture("xgboost"));

for (const name of cases.filter((name) => existsSync(fixture("xgboost", name, "model.ubj")))) {
  test(`${name} is written as libxgboost writes it`, () => {
    for (const format of ["json", "ubj"] as const) {
      const bytes = readFileSync(fixture("xgboost", name, `model.${format}`));
      assert.equal(firstDifference(writeModel(readModel(bytes), format), bytes), undefined, format);
    }
  });
}

/** Where two files part, with what is around. */
function firstDifference(got: Uint8Array, expected: Uint8Array): string | undefined {
  const at = expected.findIndex((byte, index) => got[index] !== byte);
  if (at < 0 && got.length === expected.length) return undefined;
  const around = (bytes: Uint8Array) => Buffer.from(bytes.subarray(Math.max(0, at - 60), at + 40)).toString("latin1");
  return `at ${at}: ${around(got)} instead of ${around(expected)}`;
}
