import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { ContainerSpec } from "../../src/runtimes/runtime.js";
import { failureReason } from "../../src/transform/engine/failure-reason.js";
import { Journal } from "../../src/transform/engine/journal.js";
import { Progress } from "../../src/transform/engine/progress.js";
import { runJob } from "../../src/transform/engine/run-job.js";
import type { TransformJob } from "../../src/transform/job.js";
import { settingsOf } from "../../src/transform/settings.js";
import { objectStorage } from "../../src/transform/storage/objects.js";
import { startPool } from "../../src/transform/workers/start-pool.js";
import { spec, testExecution } from "./images.js";
import { identity, jobWith } from "./jobs.js";
import { type memoryStore, memoryStore as storeOf } from "./memory-store.js";

type Memory = ReturnType<typeof memoryStore>;

interface Options {
  readonly job?: TransformJob;
  readonly containers?: readonly ContainerSpec[];
  readonly journal?: string;
  readonly signal?: AbortSignal;
}

/** Runs a job over a store, in worker threads, and answers what it said. */
async function run(context: TestContext, memory: Memory, options: Options = {}) {
  const { job = jobWith(), containers = [spec("test/upper")], signal = new AbortController().signal } = options;
  const folder = await mkdtemp(join(tmpdir(), "kakehi-transform-"));
  context.after(() => rm(folder, { recursive: true }));
  const path = options.journal ?? join(folder, "journal");
  const journal = await Journal.open(path);
  const progress = new Progress();
  const log: string[] = [];
  const settle = (parameters: object) => settingsOf(job, parameters, identity);
  const start = (startSignal: AbortSignal) => startPool(() => containers, testExecution, settle, startSignal);
  const storage = objectStorage(memory.store, job);
  try {
    const failure = await runJob({ storage, journal, progress, log: (line) => log.push(line), start }, signal);
    return { failure, log, report: progress.report(), reason: failure && failureReason(failure) };
  } finally {
    await journal.close();
  }
}

const inputs = { "in/a.csv": "a\nb\n", "in/sub/b.csv": "c\n", "in/sub/": "", "in/empty.csv": "", other: "x" };

for (const image of ["test/upper", "test/remote-upper"]) {
  test(`every object below the prefix gets its output, ${image}`, async (context) => {
    const memory = storeOf(inputs);
    const { failure, log, report } = await run(context, memory, { containers: [spec(image)] });
    assert.equal(failure, undefined);
    assert.deepEqual(memory.keys("out/"), ["out/a.csv.out", "out/empty.csv.out", "out/sub/b.csv.out"]);
    assert.equal(memory.text("out/a.csv.out"), "A\nB\n");
    assert.equal(memory.text("out/sub/b.csv.out"), "C\n");
    assert.equal(memory.text("out/empty.csv.out"), "");
    assert.deepEqual(report.objects, { total: 3, done: 3, failed: 0 });
    assert.deepEqual(report.records, { done: 3, bad: 0 });
    assert.deepEqual(report.bytes, { total: 6, done: 6 });
    assert.equal(log[0], "MaxConcurrentTransforms=1, MaxPayloadInMB=6, BatchStrategy=MULTI_RECORD");
    assert.match(
      log[1],
      /^3 of 3 objects, 3 records, 0 bad, 0\.0 MB in .* s \(\d+ records\/s\); slowest: primary, 100 % /,
    );
  });
}

test("the order of records is kept through many blocks, and the request, then the container, says how they are sent", async (context) => {
  const lines = Array.from({ length: 300_000 }, (_, line) => `record ${line}`);
  const memory = storeOf({ "in/a.csv": lines.join("\n") }, {}, 64 * 1024);
  const parameters = { MaxConcurrentTransforms: 3, MaxPayloadInMB: 1, BatchStrategy: "MULTI_RECORD" };
  const containers = [spec("test/upper", { PARAMETERS: JSON.stringify(parameters) })];
  const { log } = await run(context, memory, { containers });
  assert.equal(log[0], "MaxConcurrentTransforms=3, MaxPayloadInMB=1, BatchStrategy=MULTI_RECORD");
  assert.ok(memory.text("out/a.csv.out") === `${lines.join("\n").toUpperCase()}\n`, "same records, same order");
  const job = jobWith({ MaxConcurrentTransforms: 2, MaxPayloadInMB: 2, BatchStrategy: "SingleRecord" });
  const second = await run(context, storeOf(inputs), { job, containers });
  assert.equal(second.log[0], "MaxConcurrentTransforms=2, MaxPayloadInMB=2, BatchStrategy=SINGLE_RECORD");
});

test("a manifest chooses the objects, and what it names must be there", async (context) => {
  const job = jobWith({
    TransformInput: { DataSource: { S3DataSource: { S3DataType: "ManifestFile", S3Uri: "s3://data/manifest.json" } } },
  });
  const memory = storeOf({ ...inputs, "manifest.json": '[{"prefix":"s3://data/in/"},"sub/b.csv"]' });
  await run(context, memory, { job });
  assert.deepEqual(memory.keys("out/"), ["out/sub/b.csv.out"]);
  memory.set("manifest.json", '[{"prefix":"s3://data/in/"},"nothing.csv"]');
  await assert.rejects(run(context, memory, { job }), {
    code: "bad-manifest",
    message: "The manifest s3://data/manifest.json cannot be used: there is no s3://data/in/nothing.csv",
  });
  memory.remove("manifest.json");
  await assert.rejects(run(context, memory, { job }), { code: "input-unreadable", fault: "ClientError" });
});

test("gzip input is decompressed before it is split; what is not gzip is named", async (context) => {
  const job = jobWith({ TransformInput: { CompressionType: "Gzip" } });
  const packed = gzipSync("a\nb\n");
  const members = Buffer.concat([packed, gzipSync("c\n")]);
  const memory = storeOf({ "in/a.csv.gz": members, "in/b.csv.gz": "not gzip", "in/c.csv.gz": packed.subarray(0, -9) });
  const { reason, report } = await run(context, memory, { job });
  assert.equal(memory.text("out/a.csv.gz.out"), "A\nB\nC\n");
  assert.deepEqual(memory.keys("out/"), ["out/a.csv.gz.out"]);
  assert.match(reason!, /^ClientError: Cannot read s3:\/\/data\/in\/b\.csv\.gz: it is not a whole gzip file/);
  assert.equal(report.bytes.done, members.length);
});

test("one bad record fails its object alone, and the log names it", async (context) => {
  const memory = storeOf({ "in/a.csv": "a\nb\nbad c\nd\n", "in/b.csv": "b\n", "in/c.csv": "broken\n" });
  const { log, reason, report } = await run(context, memory, {
    job: jobWith({ ModelClientConfig: { InvocationsMaxRetries: 0 } }),
  });
  assert.deepEqual(memory.keys("out/"), ["out/b.csv.out"]);
  assert.equal(reason, "ClientError: See job logs for more information");
  assert.deepEqual(report.objects, { total: 3, done: 1, failed: 2 });
  assert.deepEqual(
    log.filter((line) => line.startsWith("data/in/a.csv")),
    [
      "data/in/a.csv: ClientError: 400",
      "data/in/a.csv:",
      "data/in/a.csv: Message:",
      "data/in/a.csv: cannot read bad c",
      "data/in/a.csv:",
      "data/in/a.csv: Record 3 (line 3) failed in primary",
    ],
  );
  assert.ok(log.includes("data/in/c.csv: Bad HTTP status received from algorithm: 500"));
  memory.remove("in/a.csv");
  const { reason: second } = await run(context, memory, {
    job: jobWith({ ModelClientConfig: { InvocationsMaxRetries: 0 } }),
  });
  assert.equal(second, "AlgorithmError: See job logs for more information");
});

test("with KAKEHI_ON_BAD_RECORD=skip the good records go on and the bad ones are listed", async (context) => {
  const lines = Array.from({ length: 200_000 }, (_, line) => (line % 50_000 === 7 ? `bad ${line}` : `good ${line}`));
  const memory = storeOf({ "in/a.csv": `"quoted\nline"\n${lines.join("\n")}\n`, "in/b.csv": "b\n" }, {}, 64 * 1024);
  const job = jobWith({ MaxPayloadInMB: 1, Environment: { KAKEHI_ON_BAD_RECORD: "skip" } });
  const { failure, report, log } = await run(context, memory, { job });
  assert.equal(failure, undefined);
  assert.deepEqual(report.records, { done: 199_998, bad: 4 });
  assert.deepEqual(memory.keys("out/"), ["out/a.csv.errors.jsonl", "out/a.csv.out", "out/b.csv.out"]);
  const errors = memory.text("out/a.csv.errors.jsonl")!.trim().split("\n");
  assert.equal(errors.length, 4);
  assert.deepEqual(JSON.parse(errors[3]), {
    record: 150_009,
    line: 150_010,
    stage: "primary",
    status: 400,
    message: "cannot read bad 150007",
  });
  assert.equal(memory.text("out/a.csv.out")!.split("\n").length - 1, 199_997 + 1);
  assert.ok(log.includes("data/in/a.csv: 4 bad records left out, listed in a.csv.errors.jsonl"));
});

test("a container that does not start fails the job with AWS's words and the reason", async (context) => {
  for (const image of ["test/unstartable", "test/remote-unstartable"]) {
    await assert.rejects(run(context, storeOf(inputs), { containers: [spec(image)] }), (error) => {
      assert.equal(
        failureReason(error as never),
        "AlgorithmError: Model container failed to respond to ping. Please ensure /ping endpoint is implemented and responds " +
          "with an HTTP 200 status code. primary: there is no model in the archive",
      );
      return true;
    });
  }
  await assert.rejects(run(context, storeOf(inputs), { containers: [spec("unknown")] }), {
    code: "not-started",
    message: /no runtime here runs the image "unknown"$/,
  });
});

test("stopped, a job leaves no output of what it had not finished, and ends at once", async (context) => {
  for (const image of ["test/slow", "test/remote-slow"]) {
    const stop = new AbortController();
    const memory = storeOf({ "in/a.csv": "a\n", "in/b.csv": "b\n".repeat(1000) });
    const job = jobWith({ BatchStrategy: "SingleRecord" });
    setTimeout(() => stop.abort(new Error("stopped")), 700);
    const started = performance.now();
    await assert.rejects(run(context, memory, { job, containers: [spec(image)], signal: stop.signal }), {
      message: "stopped",
    });
    assert.ok(performance.now() - started < 60_000);
    assert.ok(!memory.keys("out/").includes("out/b.csv.out"));
  }
});

test("a worker thread that dies is replaced, and the object it had is done again or fails with words", async (context) => {
  const memory = storeOf({ "in/a.csv": "a\n", "in/b.csv": "crash\n", "in/c.csv": "c\n" });
  const { reason } = await run(context, memory, { containers: [spec("test/crash")] });
  assert.deepEqual(memory.keys("out/"), ["out/a.csv.out", "out/c.csv.out"]);
  assert.equal(reason, "InternalServerError: A worker thread ended unexpectedly: out of luck");
});

test("a job that is run again goes on with what was not finished", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "kakehi-journal-"));
  context.after(() => rm(folder, { recursive: true }));
  const journal = join(folder, "jobs", "job");
  const memory = storeOf({ "in/a.csv": "a\n", "in/b.csv": "bad\n", "in/c.csv": "c\n" });
  await run(context, memory, { journal });
  const lines = (await readFile(journal, "utf8")).split("\n");
  const withoutC = lines.filter((line) => !(line.includes('"outcome"') && line.includes("c.csv")));
  await writeFile(journal, `${withoutC.join("\n")}{"outcome":{"uri":"s3://da`);
  memory.set("out/a.csv.out", "done before");
  memory.set("in/d.csv", "came later");
  memory.remove("out/c.csv.out");
  const { report, reason } = await run(context, memory, { journal });
  assert.equal(memory.text("out/a.csv.out"), "done before");
  assert.equal(memory.text("out/c.csv.out"), "C\n");
  assert.equal(memory.text("out/d.csv.out"), undefined);
  assert.equal(reason, "ClientError: See job logs for more information");
  assert.deepEqual(report.objects, { total: 3, done: 2, failed: 1 });
});

test("an output that cannot be stored at first is done again; a full disk fails its object at once, with words", async (context) => {
  let failures = 0;
  const flaky = storeOf(inputs, {
    storing: (key) => {
      if (key === "out/a.csv.out" && failures++ < 2) throw new Error("SlowDown");
    },
  });
  const { failure, report } = await run(context, flaky);
  assert.equal(failure, undefined);
  assert.equal(flaky.text("out/a.csv.out"), "A\nB\n");
  assert.deepEqual([failures, report.records.done, report.bytes.done], [3, 3, 6]);
  const full = storeOf(inputs, {
    storing: (key) => {
      if (key === "out/a.csv.out") throw Object.assign(new Error("write"), { code: "ENOSPC" });
    },
  });
  const { reason } = await run(context, full);
  assert.equal(reason, "InternalServerError: Cannot write s3://data/out/a.csv.out: no space is left on the disk");
  assert.deepEqual(full.keys("out/"), ["out/empty.csv.out", "out/sub/b.csv.out"]);
});

test("an input that vanishes after it was listed fails alone, with words", async (context) => {
  const gone = storeOf(inputs);
  const { get } = gone.store;
  gone.store.get = async (bucket, key, options) => {
    if (key === "in/sub/b.csv") gone.remove(key);
    return get(bucket, key, options);
  };
  const { reason } = await run(context, gone);
  assert.match(
    reason!,
    /^ClientError: The object s3:\/\/data\/in\/sub\/b\.csv was there when the job listed it and is gone now$/,
  );
  assert.deepEqual(gone.keys("out/"), ["out/a.csv.out", "out/empty.csv.out"]);
});

test("two inputs that would be written to one output are refused, not overwritten", async (context) => {
  const job = jobWith({
    TransformInput: { DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/a" } } },
  });
  const memory = storeOf({ ab: "1\n", "a/ab": "2\n" });
  await assert.rejects(run(context, memory, { job }), {
    code: "same-output",
    message: "Both s3://data/a/ab and s3://data/ab would be written to ab.out: give a prefix that ends in a slash",
  });
});
