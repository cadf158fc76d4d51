import { crc32c } from "../../stores/objects/crc32c.js";
import { brokenRecord } from "../errors.js";
import { lastWholeRecord, type Splitter } from "./splitter.js";

const HEADER = 12;
const FOOTER = 4;

/**
 * `SplitType: TFRecord`: length (64 bits), its checksum, the data, its checksum, all little-endian; the checksums are masked
 * CRC-32C (TensorFlow, `tensorflow/core/lib/io/record_writer.h`). Both are checked: a damaged length would run away.
 */
export const tfrecordSplitter: Splitter = {
  everyNewlineEnds: () => false,
  dropsByteOrderMark: false,
  lines: false,

  endOf(bytes, start, final) {
    const end = start + HEADER <= bytes.length ? endByLength(bytes, start) : Number.POSITIVE_INFINITY;
    if (end <= bytes.length) return end;
    if (final) throw brokenRecord("TFRecord", start, "the object ends inside it");
    return -1;
  },

  lastEnd(bytes, final) {
    return lastWholeRecord(this, bytes, final);
  },

  payload(bytes, start, end) {
    const data = bytes.subarray(start + HEADER, end - FOOTER);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (view.getUint32(end - FOOTER, true) !== masked(crc32c(data))) {
      throw brokenRecord("TFRecord", start, "its data do not match their checksum");
    }
    return data;
  },
};

function endByLength(bytes: Uint8Array, start: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, HEADER);
  if (view.getUint32(8, true) !== masked(crc32c(bytes.subarray(start, start + 8)))) {
    throw brokenRecord("TFRecord", start, "its length does not match its checksum");
  }
  return start + HEADER + Number(view.getBigUint64(0, true)) + FOOTER;
}

/** TensorFlow's mask, so that a checksum over data with checksums in them stays good. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
