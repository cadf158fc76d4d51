import { brokenRecord } from "../errors.js";
import { lastWholeRecord, type Splitter } from "./splitter.js";

const MAGIC = 0xced7230a;
const HEADER = 8;

/** Where a part stands in its record: the upper three bits of the length word. */
const Part = { whole: 0, first: 1, middle: 2, last: 3 } as const;

/**
 * `SplitType: RecordIO`, the framing of Apache MXNet (`dmlc/recordio.h`): a magic number, a word with part and length, the
 * data, padding to four bytes. A record whose data holds the magic number is written in parts, cut where it stood.
 */
export const recordioSplitter: Splitter = {
  everyNewlineEnds: () => false,
  dropsByteOrderMark: false,
  lines: false,

  endOf(bytes, start, final) {
    let at = start;
    for (let inside = false; ; ) {
      const part = readPart(bytes, at);
      if (part === undefined) {
        if (final) throw brokenRecord("RecordIO", start, "the object ends inside it");
        return -1;
      }
      const begins = part.kind === Part.whole || part.kind === Part.first;
      if (part.kind > Part.last || begins === inside) {
        throw brokenRecord("RecordIO", at, `part ${part.kind} does not follow from the part before it`);
      }
      at = part.next;
      if (part.kind === Part.whole || part.kind === Part.last) return at;
      inside = true;
    }
  },

  lastEnd(bytes, final) {
    return lastWholeRecord(this, bytes, final);
  },

  payload(bytes, start, end) {
    const first = readPart(bytes, start)!;
    if (first.next === end) return bytes.subarray(first.data, first.data + first.length);
    const joined = new Uint8Array(end - start);
    const view = new DataView(joined.buffer);
    let filled = 0;
    for (let at = start; at < end; ) {
      const part = readPart(bytes, at)!;
      if (at > start) {
        view.setUint32(filled, MAGIC, true);
        filled += 4;
      }
      joined.set(bytes.subarray(part.data, part.data + part.length), filled);
      filled += part.length;
      at = part.next;
    }
    return joined.subarray(0, filled);
  },
};

/** The part at `at`; undefined when it is not all there. `next` is after its padding. */
function readPart(bytes: Uint8Array, at: number) {
  if (at + HEADER > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER);
  if (view.getUint32(0, true) !== MAGIC) throw brokenRecord("RecordIO", at, "the magic number is missing");
  const word = view.getUint32(4, true);
  const length = word & 0x1fffffff;
  const next = at + HEADER + Math.ceil(length / 4) * 4;
  return next > bytes.length ? undefined : { kind: word >>> 29, length, data: at + HEADER, next };
}
