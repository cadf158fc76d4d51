import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync, crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import { crc32 } from "../../src/bytes/crc32.js";
import type { ArchiveError } from "../../src/bytes/errors.js";
import { readZip } from "../../src/bytes/zip.js";
import { writeZip } from "../../src/bytes/zip-writer.js";

const utf8 = new TextEncoder();
const refused = (code: string) => (error: ArchiveError) => error.name === "ArchiveError" && error.code === code;

test("what is written is read back, and the same files give the same bytes", async () => {
  const path = fc
    .array(fc.stringMatching(/^[^/\\\0.]{1,20}$/), { minLength: 1, maxLength: 3 })
    .map((all) => all.join("/"));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 1500 }), { maxKeys: 4 }), async (tree) => {
      const files = Object.entries(tree).filter(([path]) => !/^[A-Za-z]:/.test(path));
      const bytes = await writeZip(files);
      assert.deepEqual(await writeZip(files), bytes);
      assert.deepEqual(await readZip(bytes, 1e6), new Map(files));
    }),
    { numRuns: 50 },
  );
});

test("what compresses is deflated", async () => {
  const bytes = await writeZip([["a", new Uint8Array(100_000)]]);
  assert.ok(bytes.length < 1000);
});

test("an archive that expands beyond the limit is refused", async () => {
  const bytes = await writeZip([
    ["a", new Uint8Array(60_000)],
    ["b", new Uint8Array(60_000)],
  ]);
  await assert.rejects(readZip(bytes, 100_000), refused("TooLarge"));
});

test("an entry that is longer than it says is refused before it is expanded", async () => {
  const bytes = await writeZip([["a", new Uint8Array(1_000_000)]]);
  const at = bytes.length - 22 - 47;
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 24, 10, true);
  await assert.rejects(readZip(bytes, 1e9), refused("TooLarge"));
});

test("a flipped bit in a stored body is found", async () => {
  const bytes = await writeZip([["a", utf8.encode("body")]]);
  bytes[31] ^= 1;
  await assert.rejects(readZip(bytes, 100), refused("Malformed"));
});

test("paths that leave the folder are refused", async () => {
  const bytes = await writeZip([["xx/a", utf8.encode("body")]]);
  const climbing = Uint8Array.from(bytes);
  for (const at of [30, bytes.length - 22 - 4]) climbing.set(utf8.encode(".."), at);
  await assert.rejects(readZip(climbing, 100), refused("UnsafePath"));
  await assert.rejects(writeZip([["../a", new Uint8Array()]]), refused("UnsafePath"));
});

test("no input crashes or hangs the reader", async () => {
  const bytes = await writeZip([
    ["a/b", utf8.encode("b".repeat(600))],
    ["c", deflateRawSync("noise")],
  ]);
  const mutation = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { maxLength: 6 }), fc.nat(bytes.length), async (mutations, length) => {
      const broken = bytes.slice(0, length);
      for (const [at, value] of mutations) if (at < length) broken[at] = value;
      try {
        await readZip(broken, 1e6);
      } catch (error) {
        assert.equal((error as Error).name, "ArchiveError");
      }
    }),
    { numRuns: 300 },
  );
});

test("crc32 is zlib's", () => {
  assert.equal(crc32(utf8.encode("123456789")), 0xcbf43926);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (a, b) => {
      assert.equal(crc32(b, crc32(a)), nodeCrc32(b, nodeCrc32(a)));
    }),
  );
});
