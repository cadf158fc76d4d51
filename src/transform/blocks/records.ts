import { countByte, indexOfByte } from "../split/index-of-byte.js";
import { LF } from "../split/line.js";
import type { Splitter } from "../split/splitter.js";

/** The records of a block, as offsets: record `r` is `bytes[ends[r - 1] … ends[r])`, newline or framing included. */
export class Records {
  readonly bytes: Uint8Array;
  readonly #splitter: Splitter;
  readonly #ends: Uint32Array;
  readonly length: number;

  constructor(bytes: Uint8Array, splitter: Splitter) {
    this.bytes = bytes;
    this.#splitter = splitter;
    let ends = new Uint32Array(Math.max(1024, bytes.length >>> 5));
    let count = 0;
    const lines = splitter.everyNewlineEnds(bytes);
    for (let at = 0; at < bytes.length; ) {
      at = lines ? indexOfByte(bytes, LF, at) + 1 || bytes.length : splitter.endOf(bytes, at, true);
      if (count === ends.length) {
        const longer = new Uint32Array(count * 2);
        longer.set(ends);
        ends = longer;
      }
      ends[count++] = at;
    }
    this.#ends = ends;
    this.length = count;
  }

  start(record: number): number {
    return record === 0 ? 0 : this.#ends[record - 1];
  }

  end(record: number): number {
    return this.#ends[record];
  }

  /** What is sent when the record is sent alone: no newline, no framing. */
  payload(record: number): Uint8Array {
    return this.#splitter.payload(this.bytes, this.start(record), this.end(record));
  }

  /** Records `from … to` as they stand in the object. */
  span(from: number, to: number): Uint8Array {
    return this.bytes.subarray(this.start(from), this.start(to));
  }

  /** The line, from 0, that a record begins at; undefined when records are no lines. */
  line(record: number): number | undefined {
    return this.#splitter.lines ? countByte(this.bytes.subarray(0, this.start(record)), LF) : undefined;
  }

  /** Newlines in the block: the records, where none has one inside. */
  get lines(): number {
    if (!this.#splitter.lines) return 0;
    return this.#splitter.everyNewlineEnds(this.bytes) ? this.length : countByte(this.bytes, LF);
  }
}
