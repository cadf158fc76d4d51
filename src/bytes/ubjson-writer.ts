/** Writes UBJSON as libxgboost does (its `src/common/json.cc`), byte for byte; see `ubjson.ts` for the layout. */
import type { UbjsonNumbers } from "./ubjson.js";

/**
 * Numbers are integers; a single float needs a `Float32`. Objects and maps are written in the order of their keys; only a map
 * keeps keys that look like integers in the order in which they were set.
 */
export type UbjsonWritable =
  | string
  | number
  | Float32
  | UbjsonNumbers
  | readonly UbjsonWritable[]
  | ReadonlyMap<string, UbjsonWritable>
  | { readonly [key: string]: UbjsonWritable };

/** A float32 that stands by itself, outside of a typed array. */
export class Float32 {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export function writeUbjson(value: UbjsonWritable): Uint8Array {
  const sink: Sink = { bytes: new Uint8Array(1024), view: new DataView(new ArrayBuffer(0)), at: 0 };
  reserve(sink, 0);
  writeValue(sink, value);
  return sink.bytes.slice(0, sink.at);
}

interface Sink {
  bytes: Uint8Array;
  view: DataView;
  at: number;
}

function writeValue(sink: Sink, value: UbjsonWritable): void {
  if (typeof value === "string") {
    marker(sink, "S");
    writeText(sink, value);
  } else if (typeof value === "number") writeInteger(sink, value);
  else if (value instanceof Float32) {
    marker(sink, "d");
    const at = reserve(sink, 4);
    sink.view.setFloat32(at, value.value);
  } else if (isNumbers(value)) writeNumbers(sink, value);
  else if (isArray(value)) {
    marker(sink, "[#");
    writeLength(sink, value.length);
    for (const entry of value) writeValue(sink, entry);
  } else {
    marker(sink, "{");
    for (const [key, entry] of entriesOf(value)) {
      writeText(sink, key);
      writeValue(sink, entry);
    }
    marker(sink, "}");
  }
}

/** The smallest type whose range holds the number with room to spare: 127 is not written as an int8. */
function writeInteger(sink: Sink, value: number): void {
  const size =
    Math.abs(value + 0.5) < 127 ? 1 : Math.abs(value + 0.5) < 32767 ? 2 : Math.abs(value + 0.5) < 2147483647 ? 4 : 8;
  if (size === 8) {
    writeLength(sink, value);
    return;
  }
  marker(sink, size === 1 ? "i" : size === 2 ? "I" : "l");
  const at = reserve(sink, size);
  if (size === 1) sink.view.setInt8(at, value);
  else if (size === 2) sink.view.setInt16(at, value);
  else sink.view.setInt32(at, value);
}

function writeNumbers(sink: Sink, numbers: UbjsonNumbers): void {
  const type = types.get(numbers.constructor)!;
  marker(sink, `[$${type}#`);
  writeLength(sink, numbers.length);
  const size = numbers.BYTES_PER_ELEMENT;
  const at = reserve(sink, numbers.length * size);
  const { view } = sink;
  if (numbers instanceof BigInt64Array) numbers.forEach((value, i) => void view.setBigInt64(at + i * size, value));
  else if (numbers instanceof Float32Array) numbers.forEach((value, i) => void view.setFloat32(at + i * size, value));
  else if (numbers instanceof Float64Array) numbers.forEach((value, i) => void view.setFloat64(at + i * size, value));
  else if (size === 4) numbers.forEach((value, i) => void view.setInt32(at + i * size, value));
  else if (size === 2) numbers.forEach((value, i) => void view.setInt16(at + i * size, value));
  else sink.bytes.set(numbers, at);
}

const types: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [Float32Array, "d"],
  [Float64Array, "D"],
  [Int8Array, "i"],
  [Uint8Array, "U"],
  [Int16Array, "I"],
  [Int32Array, "l"],
  [BigInt64Array, "L"],
]);

function writeText(sink: Sink, text: string): void {
  const bytes = new TextEncoder().encode(text);
  writeLength(sink, bytes.length);
  const at = reserve(sink, bytes.length);
  sink.bytes.set(bytes, at);
}

function writeLength(sink: Sink, length: number): void {
  marker(sink, "L");
  const at = reserve(sink, 8);
  sink.view.setBigInt64(at, BigInt(length));
}

function marker(sink: Sink, characters: string): void {
  const at = reserve(sink, characters.length);
  for (let i = 0; i < characters.length; i++) sink.bytes[at + i] = characters.charCodeAt(i);
}

/** Makes room and says where it begins; `view` and `bytes` may be new afterwards. */
function reserve(sink: Sink, length: number): number {
  const at = sink.at;
  sink.at += length;
  if (sink.at > sink.bytes.length) {
    const grown = new Uint8Array(Math.max(sink.at, sink.bytes.length * 2));
    grown.set(sink.bytes.subarray(0, at));
    sink.bytes = grown;
  }
  if (sink.view.buffer !== sink.bytes.buffer) sink.view = new DataView(sink.bytes.buffer);
  return at;
}

/** The members of an object or a map. */
export function entriesOf(
  value: ReadonlyMap<string, UbjsonWritable> | { readonly [key: string]: UbjsonWritable },
): [key: string, value: UbjsonWritable][] {
  return value instanceof Map ? [...value] : Object.entries(value);
}

function isNumbers(value: object): value is UbjsonNumbers {
  return ArrayBuffer.isView(value);
}

function isArray(value: object): value is readonly UbjsonWritable[] {
  return Array.isArray(value);
}
