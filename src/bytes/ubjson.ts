/**
 * Reads UBJSON (draft 12, numbers big-endian) as libxgboost writes it (its `src/common/json.cc`): keys without the string
 * marker, counted arrays without an end marker, typed arrays of numbers.
 */
import { ubjsonErrors } from "./errors.js";

export type UbjsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | UbjsonNumbers
  | readonly UbjsonValue[]
  | UbjsonObject;

export interface UbjsonObject {
  readonly [key: string]: UbjsonValue;
}

/** Typed arrays: `d` float32, `D` float64, `i` int8, `U` uint8, `I` int16, `l` int32, `L` int64. */
export type UbjsonNumbers =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Int32Array
  | BigInt64Array;

const deepest = 64;

/**
 * Reads one value that fills `bytes` to the end. A single integer beyond 2⁵³ comes as a bigint. Every count is compared with
 * the bytes that are left before anything is allocated, so memory stays within a constant multiple of the input.
 *
 * Throws `UbjsonError`.
 */
export function readUbjson(bytes: Uint8Array): UbjsonValue {
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    depth: 0,
  };
  const value = readValue(cursor, readMarker(cursor));
  if (cursor.at !== bytes.length) throw ubjsonErrors.malformed(cursor.at, "there is more after the value");
  return value;
}

interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  depth: number;
}

const decoder = new TextDecoder();

function readValue(cursor: Cursor, marker: string): UbjsonValue {
  switch (marker) {
    case "{":
      return nested(cursor, readObject);
    case "[":
      return nested(cursor, readArray);
    case "S":
      return readText(cursor);
    case "Z":
      return null;
    case "T":
      return true;
    case "F":
      return false;
    case "C":
      return readMarker(cursor);
    default:
      return readNumber(cursor, marker);
  }
}

function nested<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  if (++cursor.depth > deepest) throw ubjsonErrors.tooDeep(cursor.at, deepest);
  const value = read(cursor);
  cursor.depth -= 1;
  return value;
}

function readObject(cursor: Cursor): UbjsonObject {
  const entries: [string, UbjsonValue][] = [];
  while (peek(cursor) !== "}") {
    const key = readText(cursor);
    entries.push([key, readValue(cursor, readMarker(cursor))]);
  }
  cursor.at += 1;
  return Object.fromEntries(entries);
}

function readArray(cursor: Cursor): UbjsonNumbers | UbjsonValue[] {
  if (peek(cursor) === "$") return readNumbers(cursor);
  const values: UbjsonValue[] = [];
  if (peek(cursor) === "#") {
    cursor.at += 1;
    const count = readCount(cursor, 1);
    for (let i = 0; i < count; i++) values.push(readValue(cursor, readMarker(cursor)));
    return values;
  }
  while (peek(cursor) !== "]") values.push(readValue(cursor, readMarker(cursor)));
  cursor.at += 1;
  return values;
}

function readNumbers(cursor: Cursor): UbjsonNumbers {
  cursor.at += 1;
  const type = readMarker(cursor);
  if (readMarker(cursor) !== "#") throw ubjsonErrors.malformed(cursor.at - 1, "a typed array needs a count");
  const size = sizes[type];
  if (size === undefined) throw ubjsonErrors.malformed(cursor.at, `an array of type ${JSON.stringify(type)}`);
  const count = readCount(cursor, size);
  const at = take(cursor, count * size);
  const { view } = cursor;
  switch (type) {
    case "d": {
      const values = new Float32Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getFloat32(at + i * 4);
      return values;
    }
    case "D": {
      const values = new Float64Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getFloat64(at + i * 8);
      return values;
    }
    case "i":
      return new Int8Array(Uint8Array.from(cursor.bytes.subarray(at, at + count)).buffer);
    case "U":
      return Uint8Array.from(cursor.bytes.subarray(at, at + count));
    case "I": {
      const values = new Int16Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getInt16(at + i * 2);
      return values;
    }
    case "l": {
      const values = new Int32Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getInt32(at + i * 4);
      return values;
    }
    default: {
      const values = new BigInt64Array(count);
      for (let i = 0; i < count; i++) values[i] = view.getBigInt64(at + i * 8);
      return values;
    }
  }
}

/** Bytes of one number of each type. */
const sizes: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8 };

function readNumber(cursor: Cursor, marker: string): number | bigint {
  const size = sizes[marker];
  if (size === undefined) throw ubjsonErrors.malformed(cursor.at - 1, `no value begins with ${JSON.stringify(marker)}`);
  const at = take(cursor, size);
  const { view } = cursor;
  switch (marker) {
    case "i":
      return view.getInt8(at);
    case "U":
      return view.getUint8(at);
    case "I":
      return view.getInt16(at);
    case "l":
      return view.getInt32(at);
    case "d":
      return view.getFloat32(at);
    case "D":
      return view.getFloat64(at);
    default: {
      const high = view.getInt32(at);
      if (high >= -0x200000 && high < 0x200000) return high * 0x100000000 + view.getUint32(at + 4);
      return view.getBigInt64(at);
    }
  }
}

function readText(cursor: Cursor): string {
  const length = readCount(cursor, 1);
  const at = take(cursor, length);
  return decoder.decode(cursor.bytes.subarray(at, at + length));
}

/** A count of things of at least `size` bytes each, which must therefore fit into what is left. */
function readCount(cursor: Cursor, size: number): number {
  const at = cursor.at;
  const marker = readMarker(cursor);
  if (!"iUIlL".includes(marker)) throw ubjsonErrors.malformed(at, "a length must be an integer");
  const count = Number(readNumber(cursor, marker));
  if (count < 0) throw ubjsonErrors.malformed(at, `the length ${count} is negative`);
  if (count * size > cursor.bytes.length - cursor.at) throw ubjsonErrors.truncated(cursor.bytes.length);
  return count;
}

function readMarker(cursor: Cursor): string {
  const marker = peek(cursor);
  cursor.at += 1;
  return marker;
}

function peek(cursor: Cursor): string {
  if (cursor.at >= cursor.bytes.length) throw ubjsonErrors.truncated(cursor.bytes.length);
  return String.fromCharCode(cursor.bytes[cursor.at]);
}

/** Takes `length` bytes and says where they begin. */
function take(cursor: Cursor, length: number): number {
  const { at, bytes } = cursor;
  if (length > bytes.length - at) throw ubjsonErrors.truncated(bytes.length);
  cursor.at += length;
  return at;
}
