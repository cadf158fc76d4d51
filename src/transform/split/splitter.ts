/**
 * How an object is cut into records (`TransformInput.SplitType`). A splitter is stateless: it is asked about bytes that begin
 * at a record's beginning, so the same one serves the stream of an object and a block of records in a worker.
 */
export interface Splitter {
  /**
   * Offset just after the record that begins at `start`, or −1 when `bytes` end before it does. `final`: the object ends here,
   * so a last line without a newline is whole. Throws `TransformError` where no record can begin.
   */
  endOf(bytes: Uint8Array, start: number, final: boolean): number;
  /** Offset just after the last record of `bytes`, 0 when none is whole; what follows belongs to the next block. */
  lastEnd(bytes: Uint8Array, final: boolean): number;
  /** Whether every newline ends a record: then records are also counted as lines. */
  everyNewlineEnds(bytes: Uint8Array): boolean;
  /** What a record is when it is sent alone: without newline, or without framing and padding. */
  payload(bytes: Uint8Array, start: number, end: number): Uint8Array;
  /** The byte order mark at an object's beginning is no part of its first line. */
  readonly dropsByteOrderMark: boolean;
  /** Whether records are lines of text, so that an error can give a line number. */
  readonly lines: boolean;
}

/** `lastEnd` of a splitter whose records say how long they are. */
export function lastWholeRecord(splitter: Pick<Splitter, "endOf">, bytes: Uint8Array, final: boolean): number {
  let last = 0;
  while (last < bytes.length) {
    const end = splitter.endOf(bytes, last, final);
    if (end < 0) break;
    last = end;
  }
  return last;
}
