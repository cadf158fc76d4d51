import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AwsError } from "../../../src/aws/errors.js";
import { ChunkDecoder } from "../../../src/aws/payload/chunk-decoder.js";

const encode = (chunks: readonly Uint8Array[], trailer = "") =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ]);

function decode(body: Uint8Array, cuts: readonly number[] = []) {
  const decoder = new ChunkDecoder();
  const out: Uint8Array[] = [];
  const ends = [...new Set(cuts.map((cut) => cut % (body.length + 1))), body.length].sort((a, b) => a - b);
  let at = 0;
  for (const end of ends) {
    out.push(...decoder.push(body.subarray(at, end)));
    at = end;
  }
  decoder.end();
  return { data: Buffer.concat(out), trailers: decoder.trailers };
}

const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 6 });
const cuts = fc.array(fc.nat(), { maxLength: 8 });

test("what was encoded comes out, however the network cuts it", () => {
  fc.assert(
    fc.property(chunks, cuts, (parts, places) => {
      const { data, trailers } = decode(encode(parts, "X-Amz-Checksum-Crc32: 3xJUMA==\r\n"), places);
      assert.deepEqual(data, Buffer.concat(parts));
      assert.deepEqual(trailers, { "x-amz-checksum-crc32": "3xJUMA==" });
    }),
  );
});

test("a body that ends right after its last chunk's size is complete", () => {
  assert.equal(decode(Buffer.from("2\r\nab\r\n0\r\n")).data.toString(), "ab");
});

test("any bytes at all give data or an AWS error", () => {
  const mutated = fc.tuple(chunks, fc.nat(), fc.nat(255)).map(([parts, at, byte]) => {
    const body = encode(parts, "a:b\r\n");
    body[at % body.length] = byte;
    return body;
  });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 500 })), cuts, (body, places) => {
      try {
        assert.ok(decode(body, places).data.length <= body.length);
      } catch (error) {
        assert.ok(error instanceof AwsError, String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test("a truncated body is refused", () => {
  fc.assert(
    fc.property(chunks, fc.nat(), (parts, at) => {
      const body = encode(parts, "a:b\r\n");
      const end = at % (body.length - 2);
      const complete =
        body.subarray(0, end).toString("latin1").endsWith("\r\n0\r\n") || body.subarray(0, end).toString() === "0\r\n";
      const afterTrailer = body.subarray(0, end).toString("latin1").endsWith("a:b\r\n");
      if (!complete && !afterTrailer) assert.throws(() => decode(body.subarray(0, end)), { code: "IncompleteBody" });
    }),
  );
});

test("endless lines and trailers, and anything after the end, are refused", () => {
  assert.throws(() => decode(Buffer.alloc(5000, "0")), { code: "InvalidRequest" });
  assert.throws(() => decode(Buffer.from(`0\r\n${Array.from({ length: 65 }, (_, i) => `h${i}:v\r\n`).join("")}\r\n`)), {
    code: "MalformedTrailerError",
  });
  assert.throws(() => decode(Buffer.from("0\r\n\r\nmore")), { code: "MalformedTrailerError" });
});
