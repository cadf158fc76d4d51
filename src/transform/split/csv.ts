import { indexOfByte } from "./index-of-byte.js";
import { LF, lineSplitter, withoutEmptyLines, withoutNewline } from "./line.js";
import type { Splitter } from "./splitter.js";

const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * `SplitType: Line` for `text/csv`: as for other text, but a newline between quotes belongs to its field (RFC 4180, 2.6).
 * A quote opens a field only as its first character; anywhere else it is an ordinary character, so that one stray inch mark
 * does not swallow the rest of the object. AWS itself cuts at every newline.
 */
export const csvSplitter: Splitter = {
  everyNewlineEnds: (bytes) => indexOfByte(bytes, QUOTE) < 0,
  dropsByteOrderMark: true,
  lines: true,

  endOf(bytes, start, final) {
    for (let at = start; at < bytes.length; at++) {
      if (bytes[at] === LF) return at + 1;
      if (bytes[at] === QUOTE) {
        const end = quotedRecordEnd(bytes, start);
        if (end >= 0) return end;
        break;
      }
    }
    return final && start < bytes.length ? bytes.length : -1;
  },

  lastEnd(bytes, final) {
    if (final || indexOfByte(bytes, QUOTE) < 0) return lineSplitter.lastEnd(bytes, final);
    let last = 0;
    for (let end = quotedRecordEnd(bytes, 0); end >= 0; end = quotedRecordEnd(bytes, end)) last = end;
    return withoutEmptyLines(bytes, last, false);
  },

  payload: withoutNewline,
};

/** Offset just after the first newline outside quotes, −1 when there is none. */
function quotedRecordEnd(bytes: Uint8Array, start: number): number {
  let fieldStart = true;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE && fieldStart) {
      at = closingQuote(bytes, at + 1);
      if (at < 0) return -1;
      fieldStart = false;
    } else if (byte === LF) return at + 1;
    else fieldStart = byte === COMMA;
  }
  return -1;
}

/** Offset of the quote that closes a field whose text begins at `start`; doubled quotes are text. */
function closingQuote(bytes: Uint8Array, start: number): number {
  let at = indexOfByte(bytes, QUOTE, start);
  while (at >= 0 && bytes[at + 1] === QUOTE) at = indexOfByte(bytes, QUOTE, at + 2);
  return at;
}
