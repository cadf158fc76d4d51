import { ascii, isDigit, parseDecimal, powers } from "./decimal.js";
import { contentErrors } from "./errors.js";

const comma = 0x2c;
const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;
const minus = 0x2d;
const point = 0x2e;

/** As many digits as an integer of 32 bits holds. */
const shortDigits = 9;

const decoder = new TextDecoder();

/**
 * Goes through CSV cell by cell, over the bytes as they are: commas, double quotes (doubled inside), records end with LF, CR or
 * CR LF, empty lines are passed over, blanks count. That is commons-csv's DEFAULT, which is RFC 4180 and empty lines.
 *
 * `nextRecord` moves to a record, `nextCell` to its cells; `text` and `number` read the cell where it stands. Where a cell ends
 * is found by whoever reads it first, so that the bytes of a number are gone through once.
 */
export class CsvScanner {
  readonly #bytes: Uint8Array;
  #at = 0;
  #line = 1;
  #start = 0;
  #end = 0;
  #doubled = false;
  /** Whether a delimiter has been passed, so that one more cell must come. */
  #more = false;
  /** Whether the end of the cell is still to be found. */
  #open = false;
  /** The number of records moved to, less one. */
  row = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  /** About how many records there are from this one on, if they are as long as its first line. */
  recordsLikely(): number {
    const line = this.#bytes.indexOf(lf, this.#at) + 1 - this.#at;
    return line <= 0 ? 1 : Math.ceil((this.#bytes.length - this.#at) / line);
  }

  /** Moves to the next record, past what is unread of this one. False at the end. */
  nextRecord(): boolean {
    while (this.nextCell());
    const bytes = this.#bytes;
    while (this.#at < bytes.length && (bytes[this.#at] === lf || bytes[this.#at] === cr)) this.#endLine();
    if (this.#at >= bytes.length) return false;
    this.row++;
    this.#more = true;
    return true;
  }

  /** Moves to the record's next cell; false when it has no more. */
  nextCell(): boolean {
    if (this.#open) this.#close();
    if (!this.#more) return false;
    this.#open = true;
    this.#start = this.#at;
    return true;
  }

  /** The cell as text. */
  text(): string {
    if (this.#open) this.#close();
    const start = this.#start;
    const end = this.#end;
    let code = 0;
    for (let at = start; at < end; at++) code |= this.#bytes[at];
    const long = end - start > 24 || code > 0x7f;
    const text = long ? decoder.decode(this.#bytes.subarray(start, end)) : ascii(this.#bytes, start, end);
    return this.#doubled ? text.replaceAll('""', '"') : text;
  }

  /** The cell as a number in plain decimal syntax; NaN for anything else, which `text` may then be asked about. */
  number(): number {
    if (this.#open) {
      const value = this.#shortNumber();
      if (!Number.isNaN(value)) return value;
      this.#close();
    }
    return parseDecimal(this.#bytes, this.#start, this.#end);
  }

  /** Reads a number of few digits and no exponent to its cell's end; NaN, and nothing read, for anything else. */
  #shortNumber(): number {
    const bytes = this.#bytes;
    const length = bytes.length;
    let at = this.#start;
    const negative = at < length && bytes[at] === minus;
    if (negative) at++;
    let mantissa = 0;
    let digits = at;
    while (at < length && isDigit(bytes[at])) mantissa = (Math.imul(mantissa, 10) + bytes[at++] - 0x30) | 0;
    digits = at - digits;
    let scale = 0;
    if (at < length && bytes[at] === point) {
      scale = ++at;
      while (at < length && isDigit(bytes[at])) mantissa = (Math.imul(mantissa, 10) + bytes[at++] - 0x30) | 0;
      scale = at - scale;
      digits += scale;
    }
    if (digits === 0 || digits > shortDigits || (at < length && !endsCell(bytes[at]))) return Number.NaN;
    this.#end = at;
    this.#pass(at);
    const value = mantissa / powers[scale];
    return negative ? -value : value;
  }

  /** Finds the cell's end, and moves past it. */
  #close(): void {
    const bytes = this.#bytes;
    let at = this.#start;
    this.#doubled = false;
    if (bytes[at] === quote) {
      at = this.#quoted(at + 1);
    } else {
      while (at < bytes.length && !endsCell(bytes[at])) at++;
      this.#end = at;
    }
    this.#pass(at);
  }

  /** Moves past what ends a cell. */
  #pass(at: number): void {
    this.#open = false;
    this.#at = at;
    this.#more = at < this.#bytes.length && this.#bytes[at] === comma;
    if (this.#more) this.#at++;
    else if (at < this.#bytes.length) this.#endLine();
  }

  /** Reads from behind an opening quote to the delimiter, line end or end of input. */
  #quoted(from: number): number {
    const bytes = this.#bytes;
    const startLine = this.#line;
    this.#start = from;
    let at = from;
    for (; ; at++) {
      if (at >= bytes.length) throw contentErrors.csvUnclosed(startLine, this.row);
      if (bytes[at] === quote) {
        if (bytes[at + 1] !== quote) break;
        this.#doubled = true;
        at++;
      } else if (bytes[at] === lf || (bytes[at] === cr && bytes[at + 1] !== lf)) this.#line++;
    }
    this.#end = at++;
    while (at < bytes.length && !endsCell(bytes[at])) {
      const code = bytes[at++];
      if (code !== 0x20 && !(code >= 0x09 && code <= 0x0c) && !(code >= 0x1c && code <= 0x1f)) {
        throw contentErrors.csvAfterQuote(this.#line, this.row);
      }
    }
    return at;
  }

  #endLine(): void {
    if (this.#bytes[this.#at] === cr && this.#bytes[this.#at + 1] === lf) this.#at++;
    this.#at++;
    this.#line++;
  }
}

function endsCell(byte: number): boolean {
  return byte === comma || byte === lf || byte === cr;
}

/** The whole input as text, record by record. */
export function readCsv(bytes: Uint8Array): string[][] {
  const scanner = new CsvScanner(bytes);
  const records: string[][] = [];
  while (scanner.nextRecord()) {
    const record: string[] = [];
    while (scanner.nextCell()) record.push(scanner.text());
    records.push(record);
  }
  return records;
}

/** One record as a line without its end: cells are quoted where the reader would not give them back otherwise. */
export function writeCsvRecord(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === "") return '""';
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}
