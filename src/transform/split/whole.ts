import type { Splitter } from "./splitter.js";

/** `SplitType: None`: the whole object is one record, and its bytes are not looked at. An empty object has no record. */
export const wholeSplitter: Splitter = {
  everyNewlineEnds: () => false,
  dropsByteOrderMark: false,
  lines: false,
  endOf: (bytes, start, final) => (final && start < bytes.length ? bytes.length : -1),
  lastEnd: (bytes, final) => (final ? bytes.length : 0),
  payload: (bytes, start, end) => bytes.subarray(start, end),
};
