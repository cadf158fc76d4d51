/** Checked reading of the legacy binary format's parts: a cursor never leaves the file. */
import { xgboostError } from "../errors.js";

export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

export function cursorOf(bytes: Uint8Array): Cursor {
  return { bytes, at: 0 };
}

/** The next `length` bytes. */
export function recordOf(cursor: Cursor, length: number): DataView {
  const { bytes, at } = cursor;
  if (length > bytes.length - at) throw xgboostError("model_format", `it ends early, at byte ${bytes.length}`);
  cursor.at += length;
  return new DataView(bytes.buffer, bytes.byteOffset + at, length);
}

export function skip(cursor: Cursor, length: number): void {
  recordOf(cursor, length);
}

/** A count of things of at least `size` bytes each, which must therefore fit into what is left. */
export function vectorCount(cursor: Cursor, size: number): number {
  const count = Number(recordOf(cursor, 8).getBigUint64(0, true));
  if (count * size > cursor.bytes.length - cursor.at) {
    throw xgboostError(
      "model_format",
      `it has ${count} entries announced at byte ${cursor.at - 8}, but ends before them`,
    );
  }
  return count;
}

/** A text after its length. */
export function text(cursor: Cursor): string {
  return new TextDecoder().decode(recordOf(cursor, vectorCount(cursor, 1)));
}

export function floats(cursor: Cursor, count: number): Float32Array {
  const view = recordOf(cursor, count * 4);
  return Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true));
}

export function integers(cursor: Cursor, count: number): Int32Array {
  const view = recordOf(cursor, count * 4);
  return Int32Array.from({ length: count }, (_, index) => view.getInt32(index * 4, true));
}
