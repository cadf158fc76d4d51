import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProtobufWriter } from "../../src/bytes/protobuf-writer.js";
import type { ContentError } from "../../src/content/errors.js";
import { toDense } from "../../src/content/matrix.js";
import { parseRecord, readRecordProtobuf, writeRecordLabels } from "../../src/content/record-protobuf.js";
import { readRecordIO, writeRecordIO } from "../../src/content/recordio.js";

interface Tensor {
  field?: 2 | 3 | 7;
  values: number[];
  keys?: number[];
  shape?: number[];
}

/** A `Record` whose features are one tensor, as `sagemaker.amazon.common` writes them. */
function record({ field = 2, values, keys = [], shape = [] }: Tensor): Uint8Array {
  const tensor = new ProtobufWriter();
  if (field === 2) tensor.floats(1, values);
  else if (field === 3) tensor.bytes(1, new Uint8Array(Float64Array.from(values).buffer));
  else tensor.varints(1, values);
  tensor.varints(2, keys);
  tensor.varints(3, shape);
  const value = new ProtobufWriter();
  value.bytes(field, tensor.finish());
  const entry = new ProtobufWriter();
  entry.string(1, "values");
  entry.bytes(2, value.finish());
  const message = new ProtobufWriter();
  message.bytes(1, entry.finish());
  message.string(3, "uid");
  return message.finish();
}

const read = (...tensors: Tensor[]) => readRecordProtobuf(writeRecordIO(tensors.map(record)));
const nan = Number.NaN;

test("records pass through RecordIO", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (records) => {
      assert.deepEqual(
        [...readRecordIO(writeRecordIO(records))].map((r) => [...r]),
        records.map((r) => [...r]),
      );
    }),
  );
});

test("the frame is that of SageMaker's Python SDK", () => {
  const bytes = writeRecordIO([Uint8Array.of(1, 2, 3)]);
  assert.deepEqual([...bytes], [0x0a, 0x23, 0xd7, 0xce, 3, 0, 0, 0, 1, 2, 3, 0]);
});

test("dense records of floats, doubles and integers", () => {
  const dense = (...tensors: Tensor[]) => ({ ...read(...tensors), values: [...read(...tensors).values] });
  const values = { kind: "dense", rows: 2, columns: 2, values: [1, 2, 3, 4] };
  for (const field of [2, 3, 7] as const) {
    assert.deepEqual(dense({ field, values: [1, 2] }, { field, values: [3, 4] }), values);
  }
});

test("sparse records, and dense ones among them", () => {
  const matrix = read(
    { values: [5], keys: [2], shape: [4] },
    { values: [1, 2] },
    { values: [], shape: [4] },
    { values: [9], keys: [0] },
  );
  assert.equal(matrix.kind, "sparse");
  assert.deepEqual(
    [...toDense(matrix).values],
    [nan, nan, 5, nan, 1, 2, nan, nan, nan, nan, nan, nan, 9, nan, nan, nan],
  );
});

test("what is refused", () => {
  const cases: [Uint8Array, string][] = [
    [Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), "recordio-frame"],
    [writeRecordIO([record({ values: [1] })]).subarray(0, 20), "recordio-frame"],
    [new Uint8Array(), "no-values"],
    [writeRecordIO([Uint8Array.of(0x0a, 0x7f)]), "protobuf"],
    [writeRecordIO([record({ values: [1, 2] }), record({ values: [1] })]), "protobuf"],
    [writeRecordIO([record({ values: [1], keys: [5], shape: [3] })]), "protobuf"],
    [writeRecordIO([record({ values: [1], keys: [2 ** 40] })]), "too-large"],
  ];
  for (const [bytes, code] of cases) {
    assert.throws(
      () => readRecordProtobuf(bytes),
      (error: ContentError) => error.code === code,
      code,
    );
  }
});

test("labels are written as float32 tensors", () => {
  const bytes = writeRecordLabels([
    [
      ["score", [0.5]],
      ["probabilities", [0.25, 0.75]],
    ],
    [["score", [1]]],
  ]);
  const labels = [...readRecordIO(bytes)].map((one) => [...parseRecord(one).label].map(([key, t]) => [key, t.values]));
  assert.deepEqual(labels, [
    [
      ["score", [0.5]],
      ["probabilities", [0.25, 0.75]],
    ],
    [["score", [1]]],
  ]);
});

test("no input breaks the reader", () => {
  const good = writeRecordIO([record({ values: [1, 2], keys: [0, 3], shape: [4] }), record({ values: [3] })]);
  const mutation = fc.tuple(fc.integer({ min: 8, max: good.length - 1 }), fc.nat(255));
  fc.assert(
    fc.property(fc.array(mutation, { maxLength: 5 }), fc.nat(good.length), (mutations, length) => {
      const bytes = good.slice(0, length);
      for (const [at, value] of mutations) if (at < length) bytes[at] = value;
      try {
        readRecordProtobuf(bytes);
      } catch (error) {
        assert.equal((error as Error).name, "ContentError");
      }
    }),
    { numRuns: 1000 },
  );
});
