import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { reasonOf } from "../../src/transform/engine/failure-reason.js";
import { Journal } from "../../src/transform/engine/journal.js";

test("a journal that cannot be written says why, as the job's reason", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-journal-"));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "jobs"), "a file where the folder should be");
  await assert.rejects(Journal.open(join(folder, "jobs", "job")), (error) => {
    assert.equal(reasonOf(error), "InternalServerError: Cannot write the job's journal: a part of the path is a file");
    return true;
  });
  assert.equal(reasonOf(new Error("nobody foresaw this")), "InternalServerError: Internal error. Please try again");
});
