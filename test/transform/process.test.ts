import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { processes } from "../../src/runtimes/process/runtime.js";
import { Journal } from "../../src/transform/engine/journal.js";
import { Progress } from "../../src/transform/engine/progress.js";
import { runJob } from "../../src/transform/engine/run-job.js";
import { settingsOf } from "../../src/transform/settings.js";
import { objectStorage } from "../../src/transform/storage/objects.js";
import { startPool } from "../../src/transform/workers/start-pool.js";
import { fixture } from "../support.js";
import { spec, testExecution } from "./images.js";
import { identity, jobWith } from "./jobs.js";
import { memoryStore } from "./memory-store.js";

/** Runs a job over objects through the container of `fixtures/containers/behaviours`. */
async function run(context: TestContext, objects: Record<string, string>, changes: Parameters<typeof jobWith>[0]) {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-process-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const memory = memoryStore(objects);
  const job = jobWith({ BatchStrategy: "SingleRecord", ...changes });
  const execution = {
    ...testExecution,
    runtimes: [processes({ images: { "test/process": fixture("containers", "behaviours") }, stopGraceMs: 2000 })],
    inThread: () => false,
  };
  const journal = await Journal.open(join(folder, "journal"));
  const log: string[] = [];
  const settle = (said: object) => settingsOf(job, said, identity);
  const start = (signal: AbortSignal) => startPool(() => [spec("test/process")], execution, settle, signal);
  const storage = objectStorage(memory.store, job);
  try {
    const failure = await runJob(
      { storage, journal, progress: new Progress(), log: (line) => log.push(line), start },
      new AbortController().signal,
    );
    return { memory, log, failure };
  } finally {
    await journal.close();
  }
}

test("containers that are processes: one that crashes, hangs or breaks off costs its own object, and the others go on", async (context) => {
  const objects = {
    "in/0.csv": "good\n",
    "in/1.csv": "crash\n",
    "in/2.csv": "two\n",
    "in/3.csv": "hang\n",
    "in/4.csv": "reset\n",
    "in/5.csv": "refuse\n",
    "in/6.csv": "six\nagain\n",
  };
  const { memory, log, failure } = await run(context, objects, {
    MaxConcurrentTransforms: 1,
    ModelClientConfig: { InvocationsTimeoutInSeconds: 2, InvocationsMaxRetries: 0 },
  });
  assert.deepEqual(memory.keys("out/"), ["out/0.csv.out", "out/2.csv.out", "out/6.csv.out"]);
  assert.equal(memory.text("out/6.csv.out"), "six\nagain\n");
  assert.equal(failure!.code, "no-response");
  for (const object of ["1", "3", "4"]) {
    assert.ok(log.includes(`data/in/${object}.csv: Unable to get response from algorithm`), log.join("\n"));
  }
  assert.ok(log.includes("data/in/5.csv: ClientError: 415"), log.join("\n"));
  assert.equal(log[0], "MaxConcurrentTransforms=1, MaxPayloadInMB=6, BatchStrategy=SINGLE_RECORD");
});

test("a record that crashes its container again and again takes none of those with it that were under way beside it", async (context) => {
  const objects = { "in/0.csv": "crash", "in/1.csv": "stream", "in/2.csv": "stream", "in/3.csv": "stream" };
  const { memory, failure } = await run(context, objects, {
    MaxConcurrentTransforms: 4,
    ModelClientConfig: { InvocationsMaxRetries: 1 },
  });
  assert.equal(failure!.code, "no-response");
  assert.deepEqual(memory.keys("out/"), ["out/1.csv.out", "out/2.csv.out", "out/3.csv.out"]);
});
