import { concat } from "../bytes/source.js";
import { contentErrors } from "./errors.js";

const magic = 0xced7230a;

/**
 * The records of a RecordIO stream (`magic, length, payload` in little-endian, padded to whole words), as views. Fewer than
 * eight bytes at the end are not a record and are passed over, as the XGBoost container does.
 * @throws ContentError `recordio-frame`
 */
export function* readRecordIO(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset + 8 <= bytes.length; ) {
    if (view.getUint32(offset, true) !== magic) throw contentErrors.recordMagic(offset);
    const length = view.getUint32(offset + 4, true);
    const padded = Math.ceil(length / 4) * 4;
    offset += 8;
    if (offset + padded > bytes.length) throw contentErrors.recordTruncated(offset);
    yield bytes.subarray(offset, offset + length);
    offset += padded;
  }
}

/** Records as a RecordIO stream. */
export function writeRecordIO(records: Iterable<Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const record of records) {
    const head = new Uint8Array(8);
    const view = new DataView(head.buffer);
    view.setUint32(0, magic, true);
    view.setUint32(4, record.length, true);
    parts.push(head, record, new Uint8Array((4 - (record.length % 4)) % 4));
  }
  return concat(parts);
}
