import { isDigit, parseDecimal } from "./decimal.js";
import { contentErrors } from "./errors.js";
import type { SparseMatrix } from "./matrix.js";
import { parsePythonFloat, parsePythonInteger, pythonQuote } from "./python-number.js";
import { decodePythonUtf8, pythonStripBytes } from "./python-text.js";

const lf = 0x0a;
const space = 0x20;
const colon = 0x3a;
const largestIndex = 2 ** 31 - 2;

const decoder = new TextDecoder();

/**
 * Reads LIBSVM text (`label index:value index:value …`) as the XGBoost container does: only tokens with a colon count, a
 * repeated index adds up, rows without any pair are kept if a later row has one. Indices are taken as they are; `shift` "if-one-based"
 * takes 1 from each when none is below 1.
 * @throws ContentError with the words of the container's Python
 */
export function readLibsvm(input: Uint8Array, shift: "none" | "if-one-based" = "none"): SparseMatrix {
  const bytes = pythonStripBytes(input);
  try {
    return readStripped(bytes, shift);
  } catch (error) {
    decodePythonUtf8(bytes); // what is not UTF-8 at all is refused for that
    throw error;
  }
}

function readStripped(bytes: Uint8Array, shift: "none" | "if-one-based"): SparseMatrix {
  let lines = 1;
  let pairs = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === lf) lines++;
    else if (bytes[at] === colon) pairs++;
  }
  const starts = new Int32Array(lines + 1);
  const indices = new Int32Array(pairs);
  const values = new Float64Array(pairs);
  let count = 0;
  let rows = 0;
  let least = largestIndex;
  let most = -1;
  for (let at = 0, row = 0; row < lines; row++) {
    while (at < bytes.length && bytes[at] !== lf) {
      const start = at;
      let first = -1;
      let second = -1;
      for (; at < bytes.length && bytes[at] !== space && bytes[at] !== lf; at++) {
        if (bytes[at] !== colon) continue;
        if (first === -1) first = at;
        else if (second === -1) second = at;
      }
      if (first !== -1) {
        const index = integer(bytes, start, first, row);
        indices[count] = index;
        values[count++] = float(bytes, first + 1, second === -1 ? at : second, row);
        least = Math.min(least, index);
        most = Math.max(most, index);
        rows = row + 1;
      }
      if (bytes[at] === space) at++;
    }
    at++;
    starts[row + 1] = count;
  }
  if (count === 0) throw contentErrors.noPairs();
  const base = shift === "if-one-based" && least >= 1 ? 1 : 0;
  if (base === 1) for (let entry = 0; entry < count; entry++) indices[entry]--;
  return { kind: "sparse", ...sumRepeated(starts, indices, values, rows), rows, columns: most + 1 - base };
}

/** Adds up entries of the same index within a row, in double precision as scipy does. */
function sumRepeated(starts: Int32Array, indices: Int32Array, values: Float64Array, rows: number) {
  const kept = starts.slice(0, rows + 1);
  const seen = new Map<number, number>();
  let out = 0;
  for (let row = 0; row < rows; row++) {
    seen.clear();
    kept[row] = out;
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      const index = indices[entry];
      const before = seen.get(index);
      if (before !== undefined) values[before] += values[entry];
      else {
        seen.set(index, out);
        indices[out] = index;
        values[out++] = values[entry];
      }
    }
  }
  kept[rows] = out;
  const floats = Float32Array.from(values.subarray(0, out));
  if (floats.some((value) => Math.abs(value) === Infinity)) throw contentErrors.tooLargeForFloat({});
  return { starts: kept, indices: indices.subarray(0, out), values: floats };
}

function integer(bytes: Uint8Array, start: number, end: number, row: number): number {
  let index = 0;
  let at = start;
  for (; at < end && isDigit(bytes[at]); at++) index = index * 10 + (bytes[at] - 0x30);
  if (at < end || at === start) {
    const text = decoder.decode(bytes.subarray(start, end));
    const parsed = parsePythonInteger(text);
    if (parsed === undefined) throw contentErrors.notInteger(pythonQuote(text), { row });
    index = parsed;
  }
  if (index < 0) throw contentErrors.negativeIndex(row);
  if (index > largestIndex) throw contentErrors.indexTooLarge(decoder.decode(bytes.subarray(start, end)), row);
  return index;
}

function float(bytes: Uint8Array, start: number, end: number, row: number): number {
  const value = parseDecimal(bytes, start, end);
  if (!Number.isNaN(value)) return value;
  const text = decoder.decode(bytes.subarray(start, end));
  const parsed = parsePythonFloat(text);
  if (parsed === undefined) throw contentErrors.notFloat(pythonQuote(text), { row });
  return parsed;
}
