import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { murmur3, slotOf } from "../../src/mleap/ops/murmur3.js";

test("hashes are Spark 2's and Spark 3's", () => {
  const known: readonly (readonly [string, number, number])[] = [
    ["", 142593372, 142593372],
    ["a", 1485273170, -1293573533],
    ["ab", -97053317, -684913081],
    ["abc", 1322437556, 1313807976],
    ["abcd", -396302900, -396302900],
    ["abcde", 814637928, -1361433616],
    ["hello world", -1528836094, -368272391],
    ["été", -149728428, 439823461],
    ["日本語", -1143049834, -976822600],
    ["bool=true", 1859902731, -79706250],
  ];
  for (const [text, spark2, spark3] of known) {
    assert.equal(murmur3(text, true), spark2, text);
    assert.equal(murmur3(text, false), spark3, text);
  }
});

test("any text is hashed as its UTF-8 bytes, whatever was hashed before", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const hash = murmur3(text, false);
      assert.equal(hash, reference(new TextEncoder().encode(text)));
      const place = slotOf(hash, 7);
      assert.ok(place >= 0 && place < 7);
    }),
  );
});

/** MurmurHash3 as its author describes it, with arbitrary precision. */
function reference(bytes: Uint8Array): number {
  const mask = 0xffffffffn;
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask;
  const scramble = (word: bigint) => (rotate((word * 0xcc9e2d51n) & mask, 15n) * 0x1b873593n) & mask;
  const wordAt = (at: number, count: number) =>
    Array.from({ length: count }, (_, i) => BigInt(bytes[at + i]) << BigInt(8 * i)).reduce((a, b) => a | b, 0n);
  let hash = 42n;
  const aligned = bytes.length & ~3;
  for (let i = 0; i < aligned; i += 4) hash = (rotate(hash ^ scramble(wordAt(i, 4)), 13n) * 5n + 0xe6546b64n) & mask;
  if (aligned < bytes.length) hash ^= scramble(wordAt(aligned, bytes.length - aligned));
  hash ^= BigInt(bytes.length);
  for (const [shift, factor] of [
    [16n, 0x85ebca6bn],
    [13n, 0xc2b2ae35n],
    [16n, 1n],
  ] as const) {
    hash = ((hash ^ (hash >> shift)) * factor) & mask;
  }
  return Number(BigInt.asIntN(32, hash));
}
