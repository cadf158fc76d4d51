import assert from "node:assert/strict";
import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import fc from "fast-check";
import { LogStore } from "../../../src/stores/logs/store.js";
import type { LogStreamReader } from "../../../src/stores/logs.js";

let folder: string;
let time: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kakehi-logs-"));
  time = 1000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (options: object = {}) => LogStore.open(folder, { now: () => time, ...options });

/** Everything in a stream, forwards, page by page. */
async function all(reader: LogStreamReader | undefined, limit = 1000) {
  const found: [number, string][] = [];
  let position = 0;
  for (;;) {
    const { events, end } = await reader!.forward(position, limit);
    if (events.length === 0) return found;
    found.push(...events.map(({ timestamp, message }): [number, string] => [timestamp, message]));
    position = end;
  }
}

test("lines are read back in order, with their times, before and after a restart", async () => {
  const store = await open();
  store.write("/aws/g", "s/1", "first é");
  time = 2000;
  store.write("/aws/g", "s/1", "two\nlines\n");
  store.write("/aws/g", "s/1", "");
  store.write("/aws/g", "s/2", "elsewhere");
  const expected = [
    [1000, "first é"],
    [2000, "two"],
    [2000, "lines"],
    [2000, ""],
  ];
  assert.deepEqual(await all(await store.stream("/aws/g", "s/1")), expected);
  await store.close();
  const again = await open();
  assert.deepEqual(await all(await again.stream("/aws/g", "s/1"), 1), expected);
  const streams = await again.streams("/aws/g");
  assert.deepEqual(
    streams!.map(({ name, created, firstEvent, lastEvent }) => [name, created, firstEvent, lastEvent]),
    [
      ["s/1", 1000, 1000, 2000],
      ["s/2", 2000, 2000, 2000],
    ],
  );
  assert.deepEqual(
    (await again.groups()).map(({ name, created }) => [name, created]),
    [["/aws/g", 1000]],
  );
  assert.equal(await again.streams("/aws/other"), undefined);
  assert.equal(await again.stream("/aws/g", "s/3"), undefined);
});

test("times in a stream never go back, not even over a restart", async () => {
  const store = await open();
  time = 5000;
  store.write("g", "s", "a");
  time = 4000;
  store.write("g", "s", "b");
  await store.close();
  time = 3000;
  const again = await open();
  again.write("g", "s", "c");
  assert.deepEqual(await all(await again.stream("g", "s")), [
    [5000, "a"],
    [5000, "b"],
    [5000, "c"],
  ]);
});

test("a stream keeps its newest events, within its bound, and positions stay what they were", async () => {
  const store = await open({ segmentBytes: 100, segments: 3 });
  for (let i = 0; i < 100; i++) {
    store.write("g", "s", `line ${i}`);
    await store.flush();
  }
  const reader = await store.stream("g", "s");
  const kept = await all(reader);
  assert.deepEqual(kept.at(-1), [1000, "line 99"]);
  assert.ok(kept.length > 10 && kept.length < 30, String(kept.length));
  const { events, start } = await reader!.backward(Number.MAX_SAFE_INTEGER, 2);
  assert.deepEqual(
    events.map(({ message }) => message),
    ["line 98", "line 99"],
  );
  const before = await reader!.backward(start, 1);
  assert.equal(before.events[0].message, "line 97");
  assert.equal((await reader!.forward(0, 1)).events[0].message, kept[0][1]);
});

test("forwards, backwards and by time: as a plain list would", async () => {
  const script = fc.array(fc.tuple(fc.nat(3), fc.string({ unit: "grapheme", maxLength: 20 })), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(script, fc.nat(60), fc.integer({ min: 1, max: 5 }), async (lines, since, limit) => {
      const stream = `s${Math.random()}`;
      const store = await open({ segmentBytes: 60, segments: 100 });
      time = 0;
      const expected: [number, string][] = [];
      store.write("g", stream, "begin");
      expected.push([0, "begin"]);
      for (const [step, text] of lines) {
        const line = text.replaceAll("\n", "");
        time += step;
        store.write("g", stream, line);
        expected.push([time, line]);
        if (step === 0) await store.flush();
      }
      const reader = await store.stream("g", stream);
      assert.deepEqual(await all(reader, limit), expected);
      const found: [number, string][] = [];
      for (let position = Number.MAX_SAFE_INTEGER; ; ) {
        const { events, start } = await reader!.backward(position, limit);
        if (events.length === 0) break;
        found.unshift(...events.map(({ timestamp, message }): [number, string] => [timestamp, message]));
        position = start;
      }
      assert.deepEqual(found, expected);
      const { events } = await reader!.forward(await reader!.at(since), 1);
      const first = expected.find(([timestamp]) => timestamp >= since);
      assert.deepEqual(events[0] && [events[0].timestamp, events[0].message], first);
      await store.close();
    }),
    { numRuns: 40 },
  );
});

test("an event and an index line that a crash cut off are dropped", async () => {
  const store = await open();
  store.write("g", "s", "whole");
  await store.close();
  const [stream] = (await readdir(folder)).filter((name) => name !== "streams.jsonl");
  const [segment] = await readdir(join(folder, stream!));
  await appendFile(join(folder, stream!, segment!), "1001 ha");
  await appendFile(join(folder, "streams.jsonl"), '{"group":"g","str');
  const again = await open();
  again.write("g", "s", "next");
  assert.deepEqual(await all(await again.stream("g", "s")), [
    [1000, "whole"],
    [1000, "next"],
  ]);
});

test("long lines become several events", async () => {
  const store = await open();
  store.write("g", "s", "x".repeat(600_000));
  const events = await all(await store.stream("g", "s"));
  assert.deepEqual(
    events.map(([, message]) => message.length),
    [262_144, 262_144, 75_712],
  );
});

test("pruning removes the streams that were silent longest", async () => {
  const store = await open();
  for (const name of ["old", "middle", "new"]) {
    store.write(name, "s", "x".repeat(1000));
    time += 1000;
  }
  await store.prune(2100);
  assert.deepEqual(
    (await store.groups()).map(({ name }) => name),
    ["middle", "new"],
  );
  await store.close();
  assert.deepEqual(
    (await (await open()).groups()).map(({ name }) => name),
    ["middle", "new"],
  );
});

test("what the disk cannot take is dropped and counted, and nobody waits", async () => {
  const faults: unknown[] = [];
  const store = await open({ onFault: (error: unknown) => faults.push(error) });
  for (let i = 0; i < 200; i++) store.write("g", "s", "x".repeat(100_000));
  await store.flush();
  store.write("g", "s", "after");
  const events = await all(await store.stream("g", "s"));
  assert.equal(events.at(-2)![1], "after");
  assert.match(events.at(-1)![1], /^\d+ lines of this and other streams were lost: the disk could not keep up$/);
  await rm(folder, { recursive: true });
  store.write("g", "other", "x");
  await store.flush();
  assert.equal(faults.length, 1);
});
