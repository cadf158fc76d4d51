import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { TransformError } from "../../src/transform/errors.js";
import { blocksOf } from "../../src/transform/split/blocks.js";
import { splitterFor } from "../../src/transform/split/choose.js";
import type { Splitter } from "../../src/transform/split/splitter.js";
import { fixture } from "../support.js";
import { concat, frameRecordio, frameTfrecord, inPieces } from "./records.js";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");
const bytes = (string: string) => new Uint8Array(Buffer.from(string));
const csv = splitterFor("Line", "text/csv; charset=utf-8");
const line = splitterFor("Line", "application/jsonlines");

async function payloads(splitter: Splitter, data: Uint8Array, block = 1 << 20, pieces: readonly number[] = []) {
  const found: Uint8Array[] = [];
  for await (const part of blocksOf(inPieces(data, pieces), splitter, { block, record: 1 << 24 })) {
    for (let at = 0; at < part.length; ) {
      const end = splitter.endOf(part, at, true);
      assert.ok(end > at, "a block holds whole records only");
      found.push(splitter.payload(part, at, end));
      at = end;
    }
  }
  return found;
}

const lines = async (splitter: Splitter, string: string) => (await payloads(splitter, bytes(string))).map(text);

test("None: the whole object is one record, and an empty object has none", async () => {
  const none = splitterFor(undefined, "text/csv");
  assert.deepEqual(await lines(none, "\ufeffa\n\nb\n"), ["\ufeffa\n\nb\n"]);
  assert.deepEqual(await lines(none, ""), []);
  assert.equal(splitterFor("None", undefined), none);
});

test("Line: newlines, carriage returns, a missing last newline, a byte order mark", async () => {
  for (const splitter of [line, csv]) {
    assert.deepEqual(await lines(splitter, "a\nb\n"), ["a", "b"]);
    assert.deepEqual(await lines(splitter, "a\nb"), ["a", "b"]);
    assert.deepEqual(await lines(splitter, "a\r\nb\r\n"), ["a", "b"]);
    assert.deepEqual(await lines(splitter, "\ufeffa\nb"), ["a", "b"]);
    assert.deepEqual(await lines(splitter, "\ufeff"), []);
    assert.deepEqual(await lines(splitter, ""), []);
  }
});

test("Line: empty lines are records, but not those at the end of the object", async () => {
  for (const splitter of [line, csv]) {
    assert.deepEqual(await lines(splitter, "a\n\nb\n"), ["a", "", "b"]);
    assert.deepEqual(await lines(splitter, "\na\n\n\r\n\n"), ["", "a"]);
    assert.deepEqual(await lines(splitter, "\n\n"), []);
    const inSmallBlocks = await payloads(splitter, bytes("a\n\n\n\n\n\n\n\nb\n\n"), 2, [1]);
    assert.deepEqual(inSmallBlocks.map(text), ["a", "", "", "", "", "", "", "", "b"]);
  }
});

test("Line of CSV: a newline between quotes belongs to its field; other types cut at it", async () => {
  const record = 'x,"two\nlines, ""quoted""",1\ny,z,2\n';
  assert.deepEqual(await lines(csv, record), ['x,"two\nlines, ""quoted""",1', "y,z,2"]);
  assert.equal((await lines(line, record)).length, 3);
});

test("Line of CSV: a quote that does not begin its field is an ordinary character", async () => {
  assert.deepEqual(await lines(csv, 'pipe 5",1\nnext,2\n"a""b",3\n'), ['pipe 5",1', "next,2", '"a""b",3']);
});

test("RecordIO and TFRecord: the payload has no framing and no padding", async () => {
  const records = ["", "a", "bcd", "efgh"].map(bytes);
  assert.deepEqual(
    (await payloads(splitterFor("RecordIO", undefined), frameRecordio(records))).map(text),
    records.map(text),
  );
  assert.deepEqual(
    (await payloads(splitterFor("TFRecord", undefined), frameTfrecord(records))).map(text),
    records.map(text),
  );
});

test("RecordIO: data that hold the magic number come back whole", async () => {
  const magic = new Uint8Array([0x0a, 0x23, 0xd7, 0xce]);
  const records = [concat([bytes("abcd"), magic, magic, bytes("efgh")]), magic, bytes("i")];
  const framed = frameRecordio(records);
  assert.ok(
    framed.length > records.reduce((sum, record) => sum + record.length, 0) + 3 * 8,
    "the data were cut in parts",
  );
  assert.deepEqual(
    (await payloads(splitterFor("RecordIO", undefined), framed)).map(Buffer.from),
    records.map(Buffer.from),
  );
});

test("RecordIO and TFRecord: damage and a cut end are named", async () => {
  const whole = { RecordIO: frameRecordio([bytes("abcdef")]), TFRecord: frameTfrecord([bytes("abcdef")]) };
  for (const [split, framed] of Object.entries(whole) as ["RecordIO" | "TFRecord", Uint8Array][]) {
    const broken = async (data: Uint8Array) =>
      assert.rejects(payloads(splitterFor(split, undefined), data), (error) => {
        assert.ok(error instanceof TransformError);
        assert.equal(error.code, "broken-record");
        assert.match(error.message, new RegExp(`^Failed to read a ${split} record at byte \\d+: `));
        return true;
      });
    await broken(framed.slice(0, -1));
    await broken(framed.slice(0, 5));
    await broken(concat([bytes("?"), framed.slice(1)]));
  }
  const damaged = frameTfrecord([bytes("abcdef")]);
  damaged[13] ^= 1;
  await assert.rejects(payloads(splitterFor("TFRecord", undefined), damaged), { code: "broken-record" });
});

test("a record above the limit is given up, not gathered", async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 1000;
      yield new Uint8Array(1000).fill(0x61);
    }
  }
  for (const splitter of [line, csv, splitterFor("None", undefined)]) {
    read = 0;
    const blocks = blocksOf(endless(), splitter, { block: 1000, record: 50_000 });
    await assert.rejects(blocks.next(), { code: "record-too-large" });
    assert.ok(read <= 60_000);
  }
});

test("blocks keep to their size, and a larger record stands alone", async () => {
  const data = bytes(`${"a\n".repeat(10)}${"b".repeat(30)}\n${"c\n".repeat(10)}`);
  const sizes: number[] = [];
  for await (const block of blocksOf(inPieces(data, [7]), line, { block: 8, record: 100 })) sizes.push(block.length);
  assert.equal(
    sizes.reduce((sum, size) => sum + size),
    data.length,
  );
  assert.deepEqual(
    sizes.filter((size) => size > 8),
    [31],
  );
});

const anyField = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "é", " ", '"', "1", "\r") }).filter((field) => !/^"|\r$/.test(field)),
  fc.string({ unit: fc.constantFrom("a", ",", "\n", "\r\n", '""', "筧") }).map((field) => `"${field}"`),
);
const anyRow = fc.array(anyField, { minLength: 1, maxLength: 4 }).map((fields) => fields.join(","));
const piecesOf = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
const sizeOf = fc.integer({ min: 1, max: 40 });

test("split and assemble give back the records: CSV", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow.filter((row) => row !== "")),
      piecesOf,
      sizeOf,
      fc.boolean(),
      async (rows, pieces, size, ended) => {
        const object = bytes(rows.join("\n") + (ended && rows.length > 0 ? "\n" : ""));
        const found = await payloads(csv, object, size, pieces);
        assert.deepEqual(found.map(text), rows);
      },
    ),
  );
});

test("split and assemble give back the records: lines", async () => {
  const anyLine = fc
    .string({ unit: fc.constantFrom("a", '"', ",", "{", "筧", "\r") })
    .filter((row) => !row.endsWith("\r"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLine),
      anyLine.filter((row) => row !== ""),
      piecesOf,
      sizeOf,
      async (rows, last, pieces, size) => {
        const all = [...rows, last];
        assert.deepEqual((await payloads(line, bytes(`${all.join("\n")}\n`), size, pieces)).map(text), all);
      },
    ),
  );
});

test("split and assemble give back the records: RecordIO and TFRecord", async () => {
  const anyData = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.array(fc.constantFrom(new Uint8Array([0x0a, 0x23, 0xd7, 0xce]), bytes("abcd"), bytes("e"))).map(concat),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyData), piecesOf, sizeOf, async (records, pieces, size) => {
      for (const [split, frame] of [["RecordIO", frameRecordio] as const, ["TFRecord", frameTfrecord] as const]) {
        const found = await payloads(splitterFor(split, undefined), frame(records), size, pieces);
        assert.deepEqual(found.map(Buffer.from), records.map(Buffer.from));
      }
    }),
  );
});

test("no bytes crash or hang a splitter", async () => {
  const splits = ["None", "Line", "RecordIO", "TFRecord"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ maxLength: 60 }).map((tail) => concat([frameRecordio([tail]), tail])),
      ),
      fc.constantFrom(...splits),
      fc.constantFrom("text/csv", "text/plain"),
      sizeOf,
      async (data, split, type, size) => {
        try {
          await payloads(splitterFor(split, type), data, size, [3]);
        } catch (error) {
          assert.ok(error instanceof TransformError, String(error));
        }
      },
    ),
  );
});

test("RecordIO by MXNet and TFRecord by TensorBoard come apart into the records that were written, and are framed the same here", async () => {
  const file = (name: string) => new Uint8Array(readFileSync(fixture("transform", "records", name)));
  const written = (JSON.parse(Buffer.from(file("records.json")).toString()) as string[]).map((record) =>
    Buffer.from(record, "base64"),
  );
  for (const [split, name, frame] of [
    ["RecordIO", "mxnet.recordio", frameRecordio],
    ["TFRecord", "tensorboard.tfrecord", frameTfrecord],
  ] as const) {
    const found = await payloads(splitterFor(split, undefined), file(name), 64, [5]);
    assert.deepEqual(
      found.map((record) => Buffer.from(record)),
      written,
      name,
    );
    assert.deepEqual(Buffer.from(frame(written)), Buffer.from(file(name)), name);
  }
});
