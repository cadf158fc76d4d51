import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
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

test("containers that are processes: one that crashes, hangs or breaks off costs its own object, and the others go on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-process-"));
  const memory = memoryStore({
    "in/0.csv": "good\n",
    "in/1.csv": "crash\n",
    "in/2.csv": "two\n",
    "in/3.csv": "hang\n",
    "in/4.csv": "reset\n",
    "in/5.csv": "refuse\n",
    "in/6.csv": "six\nagain\n",
  });
  const job = jobWith({
    BatchStrategy: "SingleRecord",
    MaxConcurrentTransforms: 1,
    ModelClientConfig: { InvocationsTimeoutInSeconds: 2, InvocationsMaxRetries: 0 },
  });
  const execution = {
    ...testExecution,
    runtimes: [processes({ images: { "test/process": fixture("containers", "behaviours") }, stopGraceMs: 2000 })],
    inThread: () => false,
  };
  const journal = await Journal.open(join(folder, "journal"));
  const progress = new Progress();
  const log: string[] = [];
  try {
    const failure = await runJob(
      {
        storage: objectStorage(memory.store, job),
        journal,
        progress,
        log: (line) => log.push(line),
        start: (signal) =>
          startPool(
            () => [spec("test/process")],
            execution,
            (said) => settingsOf(job, said, identity),
            signal,
          ),
      },
      new AbortController().signal,
    );
    assert.deepEqual(memory.keys("out/"), ["out/0.csv.out", "out/2.csv.out", "out/6.csv.out"]);
    assert.equal(memory.text("out/6.csv.out"), "six\nagain\n");
    assert.equal(failure!.code, "no-response");
    for (const object of ["1", "3", "4"]) {
      assert.ok(log.includes(`data/in/${object}.csv: Unable to get response from algorithm`), log.join("\n"));
    }
    assert.ok(log.includes("data/in/5.csv: ClientError: 415"), log.join("\n"));
    assert.equal(log[0], "MaxConcurrentTransforms=1, MaxPayloadInMB=6, BatchStrategy=SINGLE_RECORD");
  } finally {
    await journal.close();
    rmSync(folder, { recursive: true });
  }
});
