import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UbjsonError } from "../../src/bytes/errors.js";
import { readUbjson } from "../../src/bytes/ubjson.js";
import { Float32, type UbjsonWritable, writeUbjson } from "../../src/bytes/ubjson-writer.js";

const bytes = (...parts: (number | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : [part])));
const int64 = (value: number) => [...new Uint8Array(new BigInt64Array([BigInt(value)]).buffer)].reverse();

test("bytes are libxgboost's", () => {
  assert.deepEqual(
    writeUbjson({ base_score: "5E-1" }),
    bytes("{L", ...int64(10), "base_score", "SL", ...int64(4), "5E-1", "}"),
  );
  assert.deepEqual(writeUbjson(Float32Array.of(1, -2)), bytes("[$d#L", ...int64(2), 0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0));
  assert.deepEqual(
    writeUbjson([126, 127, new Float32(1)]),
    bytes("[#L", ...int64(3), "i", 126, "I", 0, 127, "d", 0x3f, 0x80, 0, 0),
  );
});

test("uncounted arrays, single values and every type are read", () => {
  assert.deepEqual(readUbjson(bytes("[i", 1, "TFZ", "U", 255, "]")), [1, true, false, null, 255]);
  assert.equal(readUbjson(bytes("L", ...int64(2 ** 40))), 2 ** 40);
  assert.equal(readUbjson(bytes("D", 0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18)), Math.PI);
  assert.deepEqual(readUbjson(bytes("[$I#i", 1, 0xff, 0xfe)), Int16Array.of(-2));
});

test("what is written is read", () => {
  const integer = fc.maxSafeInteger();
  const numbers = fc.oneof(
    fc.float32Array(),
    fc.int8Array(),
    fc.uint8Array(),
    fc.int16Array(),
    fc.int32Array(),
    fc.bigInt64Array(),
  );
  const { value } = fc.letrec<{ value: UbjsonWritable }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      integer,
      fc.string({ unit: "grapheme" }),
      numbers,
      fc.array(tie("value")),
      fc.dictionary(fc.string({ unit: "grapheme" }), tie("value")) as fc.Arbitrary<UbjsonWritable>,
    ),
  }));
  fc.assert(fc.property(value, (written) => assert.deepEqual(plain(readUbjson(writeUbjson(written))), plain(written))));
});

test("no bytes crash or hang the reader", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (input) => refusedOrRead(input)));
  const good = writeUbjson({ a: Float32Array.of(1, 2), b: [1, "x", { c: 2 }], d: BigInt64Array.of(1n) });
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const input = good.slice();
      for (const [at, byte] of changes) input[at] = byte;
      refusedOrRead(input.subarray(0, changes[0][2]));
    }),
  );
});

test("counts beyond the input are refused before memory is taken", () => {
  for (const head of ["[$d#L", "[#L", "SL", "[$U#L"]) {
    assert.throws(() => readUbjson(bytes(head, ...int64(2 ** 50), "abc")), { code: "Truncated" });
  }
  assert.throws(() => readUbjson(bytes("SL", ...int64(-1))), { code: "Malformed" });
  assert.throws(() => readUbjson(bytes("[$T#L", ...int64(2 ** 50))), { code: "Malformed" });
  assert.throws(() => readUbjson(bytes("[".repeat(100000))), { code: "TooDeep" });
  assert.throws(() => readUbjson(bytes("i", 1, "i", 1)), { code: "Malformed" });
});

function refusedOrRead(input: Uint8Array): void {
  try {
    readUbjson(input);
  } catch (error) {
    assert.ok(error instanceof UbjsonError, String(error));
  }
}

/** Objects without their prototypes, −0 as 0: what the format does not hold. */
function plain(value: unknown): unknown {
  if (value instanceof Float32) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "number") return value + 0;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return new Map(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
