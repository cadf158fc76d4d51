import { ProtobufError } from "../bytes/errors.js";
import { ProtobufReader } from "../bytes/protobuf.js";
import { writeMessage } from "../bytes/protobuf-writer.js";
import { contentErrors } from "./errors.js";
import type { Matrix } from "./matrix.js";
import { readRecordIO, writeRecordIO } from "./recordio.js";

/**
 * A tensor of a `Record` (`aialgs.data`, the schema of SageMaker's built-in algorithms). With `keys` it is sparse: values at
 * those positions.
 */
export interface RecordTensor {
  readonly values: readonly number[];
  readonly keys: readonly number[];
  readonly shape: readonly number[];
}

/** One record: tensors by name; the features and the label of an example stand under `values`. */
export interface RecordMessage {
  readonly features: ReadonlyMap<string, RecordTensor>;
  readonly label: ReadonlyMap<string, RecordTensor>;
}

/** Float32Tensor, Float64Tensor and Int32Tensor in the oneof of `Value`. */
const tensorFields = { float: 2, double: 3, int: 7 } as const;

const largestColumn = 2 ** 31 - 2;

/**
 * Reads `application/x-recordio-protobuf`: the features of each record as a row. One sparse record makes the matrix sparse.
 * @throws ContentError
 */
export function readRecordProtobuf(bytes: Uint8Array): Matrix {
  const tensors: RecordTensor[] = [];
  let row = 0;
  for (const record of readRecordIO(bytes)) {
    const features = parseRecord(record, row++).features.get("values");
    if (features !== undefined) tensors.push(features);
  }
  if (tensors.length === 0) throw contentErrors.noRecords();
  const sparse = tensors.some((tensor) => tensor.keys.length > 0 || isEmptyRow(tensor));
  return sparse ? sparseRows(tensors) : denseRows(tensors);
}

/** Reads one `Record` message. Tensors of bytes are passed over. */
export function parseRecord(bytes: Uint8Array, row = 0): RecordMessage {
  const features = new Map<string, RecordTensor>();
  const label = new Map<string, RecordTensor>();
  try {
    const reader = new ProtobufReader(bytes);
    while (reader.next()) {
      if (reader.field !== 1 && reader.field !== 2) continue;
      const [key, tensor] = parseEntry(new ProtobufReader(reader.take()));
      if (tensor !== undefined) (reader.field === 1 ? features : label).set(key, tensor);
    }
  } catch (error) {
    if (error instanceof ProtobufError) throw contentErrors.protobuf(row, error.message);
    throw error;
  }
  return { features, label };
}

/** Writes records whose labels are float32 tensors, as algorithms answer predictions. */
export function writeRecordLabels(records: Iterable<Iterable<readonly [string, readonly number[]]>>): Uint8Array {
  const messages: Uint8Array[] = [];
  for (const labels of records) {
    const record = writeMessage((fields) => {
      for (const [key, values] of labels) {
        fields.message(2, (entry) => {
          entry.string(1, key);
          entry.message(2, (value) => value.message(tensorFields.float, (tensor) => tensor.floats(1, values)));
        });
      }
    });
    messages.push(record);
  }
  return writeRecordIO(messages);
}

function parseEntry(reader: ProtobufReader): [string, RecordTensor | undefined] {
  let key = "";
  let tensor: RecordTensor | undefined;
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) tensor = parseValue(new ProtobufReader(reader.take()));
  }
  return [key, tensor];
}

function parseValue(reader: ProtobufReader): RecordTensor | undefined {
  let tensor: RecordTensor | undefined;
  while (reader.next()) {
    const field = reader.field;
    if (field === tensorFields.float || field === tensorFields.double || field === tensorFields.int) {
      tensor = parseTensor(new ProtobufReader(reader.take()), field);
    }
  }
  return tensor;
}

function parseTensor(reader: ProtobufReader, kind: number): RecordTensor {
  const values: number[] = [];
  const keys: number[] = [];
  const shape: number[] = [];
  while (reader.next()) {
    if (reader.field === 2) reader.varints(keys);
    else if (reader.field === 3) reader.varints(shape);
    else if (reader.field !== 1) continue;
    else if (kind === tensorFields.float) reader.floats(values);
    else if (kind === tensorFields.double) reader.doubles(values);
    else reader.int32s(values);
  }
  return { values, keys, shape };
}

/** A sparse record without any value has lost its keys too: only the shape tells its width. */
function isEmptyRow(tensor: RecordTensor): boolean {
  return tensor.values.length === 0 && tensor.shape.length > 0;
}

function denseRows(tensors: readonly RecordTensor[]): Matrix {
  const columns = tensors[0].values.length;
  const values = new Float32Array(tensors.length * columns);
  tensors.forEach((tensor, row) => {
    if (tensor.values.length !== columns) {
      throw contentErrors.protobuf(row, `it has ${tensor.values.length} values, the first record has ${columns}`);
    }
    values.set(tensor.values, row * columns);
  });
  return { kind: "dense", values, rows: tensors.length, columns };
}

function sparseRows(tensors: readonly RecordTensor[]): Matrix {
  const entries = tensors.reduce((sum, tensor) => sum + tensor.values.length, 0);
  const starts = new Int32Array(tensors.length + 1);
  const indices = new Int32Array(entries);
  const values = new Float32Array(entries);
  let columns = 0;
  let at = 0;
  tensors.forEach((tensor, row) => {
    const keys = tensor.keys.length > 0 ? tensor.keys : tensor.values.map((_, index) => index);
    if (keys.length !== tensor.values.length) {
      throw contentErrors.protobuf(row, `it has ${tensor.values.length} values and ${keys.length} keys`);
    }
    const last = keys.reduce((most, key) => Math.max(most, key), -1);
    const width = tensor.shape[0] ?? last + 1;
    if (last >= width) throw contentErrors.protobuf(row, `key ${last} is not within its shape of ${width}`);
    if (width > largestColumn) throw contentErrors.tooLarge("the number of columns", largestColumn);
    columns = Math.max(columns, width);
    indices.set(keys, at);
    values.set(tensor.values, at);
    at += keys.length;
    starts[row + 1] = at;
  });
  return { kind: "sparse", starts, indices, values, rows: tensors.length, columns };
}
