import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { collect } from "../../../src/bytes/source.js";
import type { ObjectStore } from "../../../src/stores/objects.js";
import { syncCheckpoints } from "../../../src/training/folder/checkpoint-sync.js";
import type { TrainingJob } from "../../../src/training/job.js";

const job = { CheckpointConfig: { S3Uri: "s3://bucket/there" } } as TrainingJob;

test("a checkpoint that could not be stored is tried again, and one that has not changed is not", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-checkpoints-"));
  context.after(() => rmSync(folder, { recursive: true }));
  context.mock.timers.enable({ apis: ["setInterval"] });
  const stored: string[] = [];
  const warnings: string[] = [];
  let full = true;
  const put: ObjectStore["put"] = async (bucket, key, body) => {
    if (full && key.endsWith("b")) throw new Error("no room");
    stored.push(`${bucket}/${key}: ${Buffer.from(await collect(body))}`);
    return undefined as never;
  };
  mkdirSync(join(folder, "checkpoints"));
  for (const name of ["a", "b"]) writeFileSync(join(folder, "checkpoints", name), name);
  const sync = syncCheckpoints({ put }, job, folder, (message) => warnings.push(message));
  context.mock.timers.tick(10_000);
  while (warnings.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  full = false;
  await sync.finish();
  assert.deepEqual(stored, ["bucket/there/a: a", "bucket/there/b: b"]);
  assert.deepEqual(warnings, ["the checkpoint b: no room"]);
});

test("checkpoints that are no folder are a warning", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-checkpoints-"));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "checkpoints"), "a file");
  const warnings: string[] = [];
  const put = () => assert.fail("nothing is stored");
  await syncCheckpoints({ put }, job, folder, (message) => warnings.push(message)).finish();
  assert.match(warnings.join(), /^the checkpoints: ENOTDIR/);
});
