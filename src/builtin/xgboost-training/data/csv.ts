import { parseDecimal } from "../../../content/decimal.js";
import { parsePythonFloat } from "../../../content/python-number.js";
import { trainingErrors } from "../errors.js";
import type { Part } from "./part.js";

const lf = 0x0a;
const cr = 0x0d;
const decoder = new TextDecoder();

/**
 * Reads training rows of CSV: label, with `weighted` a weight, features; no header, no quotes. An empty cell or one that is no
 * number is a missing value, and so are those that a short row does not have (dmlc-core's parser, which the container uses).
 */
export function readCsv(bytes: Uint8Array, delimiter: string, weighted: boolean, file: string): Part {
  const code = delimiter.charCodeAt(0);
  const { rows, cells } = measure(bytes, code);
  const before = weighted ? 2 : 1;
  const columns = Math.max(0, cells - before);
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  const labels = new Float32Array(rows);
  const weights = weighted ? new Float32Array(rows) : undefined;
  let row = 0;
  let line = 1;
  for (let at = 0; at < bytes.length; line++) {
    const end = endOfLine(bytes, at);
    if (!isBlank(bytes, at, end)) {
      for (let column = 0; at <= end; column++) {
        let stop = at;
        while (stop < end && bytes[stop] !== code) stop++;
        const value = cell(bytes, at, stop);
        if (column < before && Number.isNaN(value)) throw trainingErrors.badLabel(textOf(bytes, at, stop), line, file);
        if (column === 0) labels[row] = value;
        else if (column < before) weights![row] = value;
        else values[row * columns + column - before] = value;
        at = stop + 1;
      }
      row++;
    }
    at = end + 1;
  }
  return { features: { kind: "dense", rows, columns, values }, labels, ...(weights && { weights }) };
}

/** How many rows there are, and how many cells the longest has. */
function measure(bytes: Uint8Array, code: number): { rows: number; cells: number } {
  let rows = 0;
  let cells = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = endOfLine(bytes, at);
    if (!isBlank(bytes, at, end)) {
      let count = 1;
      for (let i = at; i < end; i++) if (bytes[i] === code) count++;
      cells = Math.max(cells, count);
      rows++;
    }
    at = end + 1;
  }
  return { rows, cells };
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(lf, from);
  return end === -1 ? bytes.length : end;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return start === end || (end === start + 1 && bytes[start] === cr);
}

function cell(bytes: Uint8Array, start: number, stop: number): number {
  const end = stop > start && bytes[stop - 1] === cr ? stop - 1 : stop;
  if (start === end) return Number.NaN;
  const value = parseDecimal(bytes, start, end);
  return Number.isNaN(value) ? (parsePythonFloat(textOf(bytes, start, end)) ?? Number.NaN) : value;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end)).trimEnd();
}
