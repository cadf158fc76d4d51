import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import { processes } from "../../src/runtimes/process/runtime.js";
import type { ContainerSpec } from "../../src/runtimes/runtime.js";
import { failureReason } from "../../src/transform/engine/failure-reason.js";
import { Journal } from "../../src/transform/engine/journal.js";
import { Progress } from "../../src/transform/engine/progress.js";
import { runJob } from "../../src/transform/engine/run-job.js";
import { MB, settingsOf } from "../../src/transform/settings.js";
import { objectStorage } from "../../src/transform/storage/objects.js";
import type { TransformStorage } from "../../src/transform/storage/storage.js";
import { startPool } from "../../src/transform/workers/start-pool.js";
import { fixture } from "../support.js";
import { spec, testExecution, testImages } from "./images.js";
import { identity, jobWith } from "./jobs.js";
import { memoryStore } from "./memory-store.js";

const execution = {
  ...testExecution,
  runtimes: [
    inProcess(testImages),
    processes({ images: { "test/passes": fixture("containers", "passes") }, stopGraceMs: 2000 }),
  ],
  inThread: (image: string) => image !== "test/passes",
};

/** Containers that hold nothing of a request, or built-in ones; `answer` and what they log. */
function passes(lines: string[] = [], ...answers: string[]): ContainerSpec[] {
  const names = answers.length < 2 ? ["primary"] : answers.map((_, index) => `container-${index + 1}`);
  return names.map((name, index) => {
    const answer = answers[index] ?? "echo";
    const native = answer.startsWith("test/");
    const started = spec(native ? answer : "test/passes", native ? {} : { ANSWER: answer }, name);
    return { ...started, log: (line) => lines.push(`${name}: ${line}`) };
  });
}

const unlimited = { MaxPayloadInMB: 0, ModelClientConfig: { InvocationsTimeoutInSeconds: 60 } };
type Changes = Parameters<typeof jobWith>[0];

async function run(context: TestContext, storage: TransformStorage, containers: ContainerSpec[], changes: Changes) {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-stream-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const job = jobWith({ ...unlimited, ...changes });
  const journal = await Journal.open(join(folder, "journal"));
  const progress = new Progress();
  const log: string[] = [];
  const start = (signal: AbortSignal) =>
    startPool(
      () => containers,
      execution,
      (said) => settingsOf(job, said, identity),
      signal,
    );
  try {
    const failure = await runJob(
      { storage, journal, progress, log: (line) => log.push(line), start },
      new AbortController().signal,
    );
    return { failure, reason: failure && failureReason(failure), log, report: progress.report() };
  } finally {
    await journal.close();
  }
}

/** Objects in memory that go through containers. */
async function transform(
  context: TestContext,
  objects: Record<string, string>,
  containers: ContainerSpec[],
  changes: Changes = {},
) {
  const memory = memoryStore(objects, {}, 4096);
  const outcome = await run(context, objectStorage(memory.store, jobWith(changes)), containers, changes);
  return { ...outcome, memory };
}

const none = { TransformInput: { SplitType: "None" }, TransformOutput: { AssembleWith: "None" } } as const;

test("an object of any size is one request with chunked encoding, in bounded memory, between containers too", async (context) => {
  const size = 600 * MB;
  const piece = Buffer.alloc(64 * 1024, "0123456789abcde\n");
  let read = 0;
  let written = 0;
  let most = 0;
  const storage: TransformStorage = {
    async *list() {
      yield { uri: "s3://data/in/big", label: "data/in/big", size, output: "big.out" };
    },
    async *read(_, onBytes) {
      for (read = 0; read < size; read += piece.length) {
        onBytes(piece.length);
        yield piece;
      }
    },
    async write(_, body) {
      for await (const part of body) {
        written += part.length;
        most = Math.max(most, process.memoryUsage().rss);
      }
    },
  };
  const before = process.memoryUsage().rss;
  const lines: string[] = [];
  const { failure, report } = await run(context, storage, passes(lines, "echo", "echo"), none);
  assert.equal(failure, undefined);
  assert.deepEqual([read, written, report.bytes.done, report.records.done], [size, size, size, 1]);
  assert.ok(most - before < 120 * MB, `grew by ${Math.round((most - before) / MB)} MB`);
  for (const name of ["container-1", "container-2"]) assert.ok(lines.includes(`${name}: ${size} bytes, chunked`));
  assert.deepEqual(Object.keys(report.stages), ["container-1", "container-2"]);
});

test("MultiRecord without a limit is one request for all records; none of them is lost, and what ends them is", async (context) => {
  const lines = Array.from({ length: 200_000 }, (_, line) => `${line},"two\nlines"`);
  const log: string[] = [];
  const objects = { "in/a.csv": `\ufeff${lines.join("\n")}\n\n\n`, "in/empty.csv": "", "in/lines.csv": "\n\n" };
  const { memory, report, failure } = await transform(context, objects, passes(log, "echo", "echo"), {
    BatchStrategy: "MultiRecord",
  });
  assert.equal(failure, undefined);
  assert.ok(memory.text("out/a.csv.out") === `${lines.join("\n")}\n`, "the same records");
  assert.equal(memory.text("out/empty.csv.out"), "");
  assert.equal(memory.text("out/lines.csv.out"), "");
  assert.equal(report.records.done, 200_000);
  assert.equal(log.filter((line) => / bytes, /.test(line)).length, 2);
});

test("the answer of a whole object ends in a newline where AssembleWith says so", async (context) => {
  for (const [assemble, answer] of [
    ["Line", "x\n"],
    ["None", "x"],
  ] as const) {
    const changes = { TransformInput: { SplitType: "None" }, TransformOutput: { AssembleWith: assemble } } as const;
    const { memory } = await transform(context, { "in/a": "x" }, passes(), changes);
    assert.equal(memory.text("out/a.out"), answer);
  }
});

test("built-in containers between streamed ones get what comes to them in one piece", async (context) => {
  const log: string[] = [];
  const { memory, report } = await transform(context, { "in/a": "a\nb\n" }, passes(log, "echo", "test/upper", "echo"));
  assert.equal(memory.text("out/a.out"), "A\nB\n");
  assert.deepEqual(Object.keys(report.stages), ["container-1", "container-2", "container-3"]);
  const first = await transform(context, { "in/a": "a\nb\n" }, passes(log, "test/upper", "echo"));
  assert.equal(first.memory.text("out/a.out"), "A\nB\n");
});

test("a request that failed is streamed again by reading its object again", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-stream-"));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const order of ["break once", "crash once"]) {
    const containers = passes().map((one) => ({ ...one, environment: { MARK: join(folder, "mark") } }));
    const { memory, failure, report } = await transform(context, { "in/a": `${order}\n1\n` }, containers);
    assert.equal(failure, undefined);
    assert.equal(memory.text("out/a.out"), `${order}\n1\n`);
    assert.deepEqual([report.records.done, report.bytes.done], [2, order.length + 3]);
  }
});

test("what goes wrong with a streamed request costs its own object, and is said of the right container", async (context) => {
  const text = (order: string) => `${order}\n${"1,2,3\n".repeat(200_000)}`;
  const objects = {
    "in/1": text("refuse"),
    "in/2": text("early"),
    "in/3": text("cut"),
    "in/4": text("hang"),
    "in/5": text("good"),
  };
  const log: string[] = [];
  const changes = { ModelClientConfig: { InvocationsTimeoutInSeconds: 2, InvocationsMaxRetries: 1 } };
  const outcome = await transform(context, objects, passes(log, "echo", "echo"), changes);
  assert.deepEqual(outcome.memory.keys("out/"), ["out/5.out"]);
  assert.ok(outcome.memory.text("out/5.out") === objects["in/5"]);
  const said = (object: string) => outcome.log.filter((line) => line.startsWith(`data/in/${object}: `)).join("\n");
  assert.match(said("1"), /ClientError: 415\n.*Message:\n.*not this/);
  assert.match(said("2"), /container-1 answered 1 row to 200001 records/);
  assert.match(said("3"), /Unable to get response from algorithm: The connection to container container-\d failed/);
  assert.match(said("4"), /timed out while waiting for a response from container container-1/);
  assert.equal(outcome.reason, "ClientError: See job logs for more information");
  assert.deepEqual(outcome.report.objects, { total: 5, done: 1, failed: 4 });
});

test("an answer to a part of the object only is none", async (context) => {
  const { failure, memory } = await transform(context, { "in/a": `early\n${"x".repeat(64 * MB)}` }, passes(), none);
  assert.deepEqual(memory.keys("out/"), []);
  assert.deepEqual(
    [failure!.code, failure!.message],
    ["not-read", "primary answered before it had read the whole request"],
  );
});

test("a container that loses a row of a streamed request is named", async (context) => {
  const { memory, failure } = await transform(context, { "in/a": "drop a row\nb\nc\n" }, passes([], "echo", "echo"));
  assert.deepEqual(memory.keys("out/"), []);
  assert.deepEqual([failure!.code, failure!.message], ["row-count", "container-1 answered 2 rows to 3 records"]);
});

test("a whole object that is refused is listed as a bad record where those are skipped", async (context) => {
  const environment = { Environment: { KAKEHI_ON_BAD_RECORD: "skip" } };
  const whole = await transform(context, { "in/a": "refuse", "in/b": "b" }, passes(), { ...none, ...environment });
  assert.equal(whole.failure, undefined);
  assert.equal(whole.memory.text("out/a.out"), "");
  assert.equal(whole.memory.text("out/b.out"), "b");
  const line = JSON.parse(whole.memory.text("out/a.errors.jsonl")!) as object;
  assert.deepEqual(line, { record: 1, stage: "primary", status: 415, message: "not this" });
  assert.deepEqual(whole.report.records, { done: 1, bad: 1 });
  const lines = await transform(context, { "in/a": "refuse\na\nb\n" }, passes(), environment);
  assert.equal(lines.failure, undefined);
  assert.equal(lines.memory.text("out/a.out"), "a\nb\n");
  assert.match(lines.memory.text("out/a.errors.jsonl")!, /^\{"record":1,"line":1,/);
});

test("records that are joined or filtered are sent in requests of a size that memory can hold", async (context) => {
  const field = "x".repeat(120);
  const rows = `1,${field}\n`.repeat(110_000);
  const log: string[] = [];
  const { memory, failure } = await transform(context, { "in/a": rows }, passes(log), {
    DataProcessing: { JoinSource: "Input", OutputFilter: "$[0,2]" },
  });
  assert.equal(failure, undefined);
  assert.ok(memory.text("out/a.out") === "1,1\n".repeat(110_000));
  assert.equal(log.filter((line) => / bytes, none$/.test(line)).length, 3);
});
