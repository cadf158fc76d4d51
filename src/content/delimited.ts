import { parseDecimal } from "./decimal.js";
import { contentErrors } from "./errors.js";
import type { DenseMatrix } from "./matrix.js";
import { parsePythonFloat, pythonQuote } from "./python-number.js";
import { decodePythonUtf8, pythonStripBytes } from "./python-text.js";

const lf = 0x0a;
const cr = 0x0d;
const decoder = new TextDecoder();

const largestFloat = 3.4028234663852886e38;

/**
 * Reads rows of numbers as the XGBoost container does: the delimiter is guessed from the first line, an empty cell is a missing
 * value, numbers are in Python's syntax, there is neither a header nor a label nor quoting.
 * @throws ContentError with the words of the container's Python
 */
export function readDelimited(input: Uint8Array): DenseMatrix {
  const marked = input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf;
  const bytes = pythonStripBytes(marked ? input.subarray(3) : input);
  try {
    return readStripped(bytes);
  } catch (error) {
    decodePythonUtf8(bytes); // what is not UTF-8 at all is refused for that
    throw error;
  }
}

function readStripped(bytes: Uint8Array): DenseMatrix {
  const delimiter = sniff(bytes);
  const code = delimiter.charCodeAt(0);
  if (delimiter.length > 1 || code > 0x7f) return readText(decodePythonUtf8(bytes).split("\n"), delimiter);

  let rows = 1;
  let columns = 1;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === lf) rows++;
    else if (bytes[at] === code && rows === 1) columns++;
  }
  // Every cell but the last is followed by a byte of its own: more cells than that means rows of unequal length, found below.
  const values = new Float32Array(Math.min(rows * columns, bytes.length + 1));
  let at = 0;
  let out = 0;
  for (let row = 0; row < rows; row++) {
    let column = 0;
    for (let more = true; more; column++) {
      const start = at;
      while (at < bytes.length && bytes[at] !== code && bytes[at] !== lf) at++;
      more = at < bytes.length && bytes[at] === code;
      if (column < columns) values[out++] = cell(bytes, start, at, row, column);
      at++;
    }
    if (column !== columns) throw contentErrors.ragged(row, rows);
  }
  return { kind: "dense", values, rows, columns };
}

/** The first line's delimiter; a comma, which is tried first, is found without a look at anything else. */
function sniff(bytes: Uint8Array): string {
  let other = false;
  let comma = false;
  for (let at = 0; at < bytes.length && at < 512 && bytes[at] !== lf; at++) {
    if (bytes[at] === 0x2c) comma = true;
    else other = true;
    if (comma && other) return ",";
  }
  const end = bytes.indexOf(lf);
  return sniffDelimiter(decoder.decode(bytes.subarray(0, Math.min(end === -1 ? bytes.length : end, 2048))));
}

/**
 * What Python's `csv.Sniffer` makes of a single line, as the container uses it: a letter or digit means comma.
 * @throws ContentError `delimiter` when there is no character to choose from
 */
export function sniffDelimiter(line: string): string {
  const counts = new Map<string, number>();
  for (const character of [...line].slice(0, 512)) counts.set(character, (counts.get(character) ?? 0) + 1);
  if (counts.size === 0) throw contentErrors.noDelimiter();
  const [only] = counts.keys();
  let best = counts.size === 1 ? only : [",", "\t", ";", " ", ":"].find((character) => counts.has(character));
  if (best === undefined) {
    let most = 0;
    for (const [character, count] of counts) {
      if (count > most || (count === most && character > best!)) [best, most] = [character, count];
    }
  }
  if (/^[\p{L}\p{N}]$/u.test(best!)) return ",";
  // "-1.0E-5" has more signs than any digit: no delimiter, though the original takes it for one and fails.
  return (best === "-" || best === "+") && parsePythonFloat(line) !== undefined ? "," : best!;
}

function cell(bytes: Uint8Array, start: number, limit: number, row: number, column: number): number {
  const end = limit > start && bytes[limit - 1] === cr ? limit - 1 : limit;
  if (start === end) return Number.NaN;
  const value = parseDecimal(bytes, start, end);
  if (value <= largestFloat && value >= -largestFloat) return value;
  return float(decoder.decode(bytes.subarray(start, end)), row, column);
}

/** The way for what is not plain ASCII decimal. */
function float(text: string, row: number, column: number): number {
  const value = text === "" || text === "\r" ? Number.NaN : parsePythonFloat(text);
  if (value === undefined) throw contentErrors.notFloat(pythonQuote(text), { row, column });
  if (Math.abs(value) > largestFloat) throw contentErrors.tooLargeForFloat({ row, column });
  return value;
}

function readText(lines: readonly string[], delimiter: string): DenseMatrix {
  const cells = lines.map((line) => line.split(delimiter));
  const columns = cells[0].length;
  const values = new Float32Array(lines.length * columns);
  cells.forEach((record, row) => {
    if (record.length !== columns) throw contentErrors.ragged(row, lines.length);
    record.forEach((text, column) => {
      values[row * columns + column] = float(text, row, column);
    });
  });
  return { kind: "dense", values, rows: lines.length, columns };
}
