import { indexOfByte } from "./index-of-byte.js";
import type { Splitter } from "./splitter.js";

export const LF = 0x0a;
export const CR = 0x0d;

/**
 * `SplitType: Line` for every content type but CSV: a record ends at a line feed, and a carriage return before it belongs to
 * the newline. The last line needs no newline. Empty lines at the end of an object are no records; every other line is one.
 */
export const lineSplitter: Splitter = {
  everyNewlineEnds: () => true,
  dropsByteOrderMark: true,
  lines: true,

  endOf(bytes, start, final) {
    const newline = indexOfByte(bytes, LF, start);
    if (newline >= 0) return newline + 1;
    return final && start < bytes.length ? bytes.length : -1;
  },

  lastEnd(bytes, final) {
    const end = final ? bytes.length : bytes.lastIndexOf(LF) + 1;
    return withoutEmptyLines(bytes, end, final);
  },

  payload: withoutNewline,
};

/** The record without its newline. */
export function withoutNewline(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (end > start && bytes[end - 1] === LF) end--;
  if (end > start && bytes[end - 1] === CR) end--;
  return bytes.subarray(start, end);
}

/**
 * Steps back over empty lines before `end`: whether they are records is known only when a line that is not empty follows. A
 * block of nothing but empty lines is let through as it is, or it would grow without bound.
 */
export function withoutEmptyLines(bytes: Uint8Array, end: number, final: boolean): number {
  let last = end;
  while (last > 0) {
    const line = bytes[last - 1] === LF ? last - 1 : last;
    const text = line > 0 && bytes[line - 1] === CR ? line - 1 : line;
    if (text > 0 && bytes[text - 1] !== LF) return last;
    last = text;
  }
  return final ? 0 : end;
}
