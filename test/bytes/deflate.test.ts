import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { compress, expand } from "../../src/bytes/deflate.js";
import type { ArchiveError } from "../../src/bytes/errors.js";
import { collect } from "../../src/bytes/source.js";

const refused = (code: string) => (error: ArchiveError) => error.name === "ArchiveError" && error.code === code;

test("what is compressed expands to the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.constantFrom("gzip" as const, "deflate-raw" as const), async (bytes, as) => {
      assert.deepEqual(await collect(expand(compress(bytes, as), as, 1000)), bytes);
    }),
    { numRuns: 30 },
  );
});

test("a stream that expands beyond the limit is stopped there", async () => {
  const bomb = gzipSync(new Uint8Array(50_000_000));
  let seen = 0;
  const reading = async () => {
    for await (const chunk of expand(bomb, "gzip", 1_000_000)) seen += chunk.length;
  };
  await assert.rejects(reading(), refused("TooLarge"));
  assert.ok(seen <= 1_000_000);
});

test("exactly the limit is allowed", async () => {
  assert.equal((await collect(expand(gzipSync(new Uint8Array(1000)), "gzip", 1000))).length, 1000);
});

test("cut, corrupt and foreign bytes are malformed", async () => {
  const bytes = gzipSync("hello".repeat(100));
  const corrupt = Uint8Array.from(bytes);
  corrupt[bytes.length - 6] ^= 0xff;
  for (const wrong of [bytes.subarray(0, 20), corrupt, new TextEncoder().encode("hello"), new Uint8Array()]) {
    await assert.rejects(collect(expand(wrong, "gzip", 1e6)), refused("Malformed"));
  }
});

test("an error of the source is passed on as it is", async () => {
  const lost = new Error("connection lost");
  async function* source() {
    yield gzipSync("hello").subarray(0, 10);
    throw lost;
  }
  await assert.rejects(collect(expand(source(), "gzip", 1e6)), lost);
});

test("a reader that stops early closes the source", async () => {
  let closed = false;
  async function* source() {
    try {
      for (;;) yield new Uint8Array(65_536);
    } finally {
      closed = true;
    }
  }
  for await (const _ of compress(source(), "gzip")) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(closed);
});
