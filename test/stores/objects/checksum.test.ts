import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startChecksum } from "../../../src/stores/objects/checksum.js";
import type { ChecksumAlgorithm } from "../../../src/stores/objects.js";

/** Check values over "123456789", from the catalogue of CRC algorithms (reveng) and RFC 3174 / FIPS 180. */
const known: Record<ChecksumAlgorithm, string> = {
  crc32: "cbf43926",
  crc32c: "e3069283",
  crc64nvme: "ae8b14860a799888",
  sha1: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
  sha256: "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
};
const algorithms = Object.keys(known) as ChecksumAlgorithm[];

function digest(algorithm: ChecksumAlgorithm, ...chunks: Uint8Array[]): string {
  const checksum = startChecksum(algorithm);
  for (const chunk of chunks) checksum.update(chunk);
  return checksum.digest().toString("hex");
}

test("each algorithm gives its known value", () => {
  for (const algorithm of algorithms) assert.equal(digest(algorithm, Buffer.from("123456789")), known[algorithm]);
});

test("how the bytes are cut makes no difference", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...algorithms),
      fc.uint8Array({ maxLength: 100 }),
      fc.nat(100),
      (algorithm, data, at) => {
        assert.equal(digest(algorithm, data.subarray(0, at), data.subarray(at)), digest(algorithm, data));
      },
    ),
  );
});
