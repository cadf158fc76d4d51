import { isNumberBase, type NumberBase, numberArray } from "../../frame/number-arrays.js";
import type { BaseType, Scalar, Tensor } from "../../frame/types.js";
import { lengthPrefixed } from "./length-prefixed.js";

/** Bytes of one element. */
const widths: Readonly<Record<NumberBase, number>> = {
  boolean: 1,
  byte: 1,
  short: 2,
  int: 4,
  long: 8,
  float: 4,
  double: 8,
};

/**
 * The elements of a tensor in a protobuf bundle (`ml.combust.bundle.tensor.ArraySerializer`): big-endian, strings and byte
 * strings after their length. The JVM writes one byte per character of a string, so that other than Latin-1 is lost there.
 */
export function readElements(base: BaseType, bytes: Uint8Array): Tensor["values"] {
  if (!isNumberBase(base)) return readTexts(base, bytes);
  const width = widths[base];
  if (bytes.length % width !== 0) throw new RangeError(`${bytes.length} bytes are not a whole number of ${base}s`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = numberArray(base, bytes.length / width) as { [index: number]: number | bigint } & Tensor["values"];
  const read = readers[base];
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * width);
  return values;
}

const readers: Readonly<Record<NumberBase, (view: DataView, at: number) => number | bigint>> = {
  boolean: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
  byte: (view, at) => view.getInt8(at),
  short: (view, at) => view.getInt16(at),
  int: (view, at) => view.getInt32(at),
  long: (view, at) => view.getBigInt64(at),
  float: (view, at) => view.getFloat32(at),
  double: (view, at) => view.getFloat64(at),
};

function readTexts(base: BaseType, bytes: Uint8Array): Tensor["values"] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getInt32(at);
    if (length < 0 || length > bytes.length - at - 4) throw new RangeError("an element is truncated");
    values.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return base === "string"
    ? values.map((value) => Array.from(value, (byte) => String.fromCharCode(byte)).join(""))
    : values;
}

export function writeElements({ base, values }: Tensor): Uint8Array {
  if (!isNumberBase(base)) return writeTexts(values as readonly (string | Uint8Array)[]);
  const width = widths[base];
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  const write = writers[base];
  for (let i = 0; i < values.length; i++) write(view, i * width, values[i] as number | bigint);
  return bytes;
}

const writers: Readonly<Record<NumberBase, (view: DataView, at: number, value: Scalar) => void>> = {
  boolean: (view, at, value) => view.setUint8(at, value ? 1 : 0),
  byte: (view, at, value) => view.setInt8(at, Number(value)),
  short: (view, at, value) => view.setInt16(at, Number(value)),
  int: (view, at, value) => view.setInt32(at, Number(value)),
  long: (view, at, value) => view.setBigInt64(at, BigInt(value as number | bigint)),
  float: (view, at, value) => view.setFloat32(at, Number(value)),
  double: (view, at, value) => view.setFloat64(at, Number(value)),
};

function writeTexts(values: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = values.map((value) =>
    typeof value === "string" ? Uint8Array.from(value, (character) => character.charCodeAt(0) & 0xff) : value,
  );
  return lengthPrefixed(parts);
}
