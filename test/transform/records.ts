import { crc32c } from "../../src/stores/objects/crc32c.js";

/** Frames records as MXNet's RecordIO does, cutting data at the magic number as its writer must. */
export function frameRecordio(records: readonly Uint8Array[]): Uint8Array {
  return concat(records.flatMap(recordioParts));
}

function recordioParts(data: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at + 4 <= data.length; at += 4) {
    if (data[at] === 0x0a && data[at + 1] === 0x23 && data[at + 2] === 0xd7 && data[at + 3] === 0xce) {
      pieces.push(data.subarray(start, at));
      start = at + 4;
    }
  }
  pieces.push(data.subarray(start));
  return pieces.map((piece, at) => {
    const kind = pieces.length === 1 ? 0 : at === 0 ? 1 : at === pieces.length - 1 ? 3 : 2;
    const part = new Uint8Array(8 + Math.ceil(piece.length / 4) * 4);
    const view = new DataView(part.buffer);
    view.setUint32(0, 0xced7230a, true);
    view.setUint32(4, (kind << 29) | piece.length, true);
    part.set(piece, 8);
    return part;
  });
}

export function frameTfrecord(records: readonly Uint8Array[]): Uint8Array {
  return concat(
    records.map((data) => {
      const framed = new Uint8Array(16 + data.length);
      const view = new DataView(framed.buffer);
      view.setBigUint64(0, BigInt(data.length), true);
      view.setUint32(8, mask(crc32c(framed.subarray(0, 8))), true);
      framed.set(data, 12);
      view.setUint32(12 + data.length, mask(crc32c(data)), true);
      return framed;
    }),
  );
}

function mask(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Gives the bytes in pieces of the given sizes, over and over, as a store would. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length];
    yield bytes.slice(at, at + size);
    at += size;
  }
}
