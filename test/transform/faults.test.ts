import assert from "node:assert/strict";
import { test } from "node:test";
import { listInputs } from "../../src/transform/storage/list.js";
import { readObject } from "../../src/transform/storage/read-object.js";
import { writeBody, writeText } from "../../src/transform/storage/write.js";
import { jobWith } from "./jobs.js";
import { type Faults, memoryStore } from "./memory-store.js";

const text = "0123456789".repeat(20);
const quick = { attempts: 3, silenceMs: 100, pauseMs: 1 };

async function read(faults: Faults, change: (memory: ReturnType<typeof memoryStore>) => void = () => {}) {
  const calls: number[] = [];
  const memory = memoryStore(
    { "a.csv": text },
    {
      reading(key, offset) {
        calls.push(offset);
        return faults.reading?.(key, offset);
      },
    },
  );
  let bytes = 0;
  const parts: Uint8Array[] = [];
  const signal = new AbortController().signal;
  for await (const part of readObject(
    memory.store,
    { bucket: "data", key: "a.csv" },
    (count) => (bytes += count),
    signal,
    quick,
  )) {
    parts.push(part);
    if (parts.length === 3) change(memory);
  }
  assert.equal(bytes, text.length);
  return { text: Buffer.concat(parts).toString(), calls };
}

test("a read that breaks off goes on where it stopped", async () => {
  let failures = 0;
  const { text: found, calls } = await read({
    reading: (_, offset) => {
      if (offset % 48 === 0 && failures++ % 2 === 0) throw new Error("connection reset");
    },
  });
  assert.equal(found, text);
  assert.ok(failures > 4);
  assert.equal(calls.filter((offset) => offset === 48).length, 2);
});

test("a store that falls silent is asked again", async () => {
  let silent = true;
  const { text: found } = await read({
    reading: (_, offset) => {
      if (offset !== 64 || !silent) return undefined;
      silent = false;
      return new Promise(() => {});
    },
  });
  assert.equal(found, text);
});

test("a store that keeps failing is given up with its own words", async () => {
  await assert.rejects(
    read({ reading: (_, offset) => (offset === 64 ? Promise.reject(new Error("SlowDown")) : undefined) }),
    {
      code: "input-unreadable",
      fault: "ClientError",
      message: "Cannot read s3://data/a.csv: SlowDown",
    },
  );
  await assert.rejects(read({ reading: () => new Promise(() => {}) }), { message: /the store was silent for 0\.1 s$/ });
});

test("an object that vanishes or changes while it is read is named", async () => {
  let broken = false;
  const breakOnce = (_: string, offset: number) => {
    if (offset !== 48 || broken) return;
    broken = true;
    throw new Error("connection reset");
  };
  await assert.rejects(
    read({ reading: breakOnce }, (memory) => memory.remove("a.csv")),
    { code: "input-gone" },
  );
  broken = false;
  await assert.rejects(
    read({ reading: breakOnce }, (memory) => memory.set("a.csv", "another")),
    { code: "input-changed" },
  );
});

test("a text is written again when the store has stuttered, and not when that would not help", async () => {
  const { signal } = new AbortController();
  let calls = 0;
  const stutter = async () => {
    if (++calls < 2) throw new Error("SlowDown");
  };
  await writeText("s3://data/o", "text", stutter, signal);
  assert.equal(calls, 2);
  const full = () => Promise.reject(Object.assign(new Error("write"), { code: "ENOSPC" }));
  await assert.rejects(writeText("s3://data/o", "text", full, signal), { code: "output-refused" });
});

test("a listing that the store refuses is said in its words", async () => {
  const { store } = memoryStore({});
  store.list = () => Promise.reject(new Error("SlowDown"));
  await assert.rejects(listInputs(store, jobWith()).next(), {
    code: "input-unreadable",
    message: "Cannot read s3://data/in/: SlowDown",
  });
});

test("a write tells the store's failure from the body's", async () => {
  const failing = (error: Error) => writeBody("s3://data/o", bodyOf("x"), () => Promise.reject(error));
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  await assert.rejects(failing(full), {
    code: "output-refused",
    fault: "InternalServerError",
    message: "Cannot write s3://data/o: no space is left on the disk",
  });
  await assert.rejects(failing(new Error("socket hang up")), { code: "output-failed" });
  const own = new Error("the body's own");
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("x");
    throw own;
  }
  await assert.rejects(
    writeBody("s3://data/o", broken(), async (body) => {
      for await (const _ of body);
    }),
    own,
  );
});

async function* bodyOf(string: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(string);
}
