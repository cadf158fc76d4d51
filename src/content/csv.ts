import { ascii, parseDecimal } from "./decimal.js";
import { contentErrors } from "./errors.js";

const comma = 0x2c;
const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

const decoder = new TextDecoder();

/**
 * Goes through CSV cell by cell, over the bytes as they are: commas, double quotes (doubled inside), records end with LF, CR or
 * CR LF, empty lines are passed over, blanks count. That is commons-csv's DEFAULT, which is RFC 4180 and empty lines.
 *
 * `nextRecord` moves to a record, `nextCell` to its cells; `text` and `number` read the cell where it stands.
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
  /** The number of records moved to, less one. */
  row = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  /** At most this many records are still to come. */
  recordsAtMost(): number {
    const bytes = this.#bytes;
    let end = bytes.length;
    while (end > this.#at && (bytes[end - 1] === lf || bytes[end - 1] === cr)) end--;
    let count = 1;
    for (let at = this.#at; at < end; at++) if (bytes[at] === lf || (bytes[at] === cr && bytes[at + 1] !== lf)) count++;
    return count;
  }

  /** Moves to the next record, past what is unread of this one. False at the end. */
  nextRecord(): boolean {
    while (this.#more) this.nextCell();
    const bytes = this.#bytes;
    while (this.#at < bytes.length && (bytes[this.#at] === lf || bytes[this.#at] === cr)) this.#endLine();
    if (this.#at >= bytes.length) return false;
    this.row++;
    this.#more = true;
    return true;
  }

  /** Moves to the record's next cell; false when it has no more. */
  nextCell(): boolean {
    if (!this.#more) return false;
    const bytes = this.#bytes;
    const length = bytes.length;
    let at = this.#at;
    this.#doubled = false;
    if (bytes[at] === quote) {
      at = this.#quoted(at + 1);
    } else {
      this.#start = at;
      while (at < length && !endsCell(bytes[at]!)) at++;
      this.#end = at;
    }
    this.#at = at;
    this.#more = at < length && bytes[at] === comma;
    if (this.#more) this.#at++;
    else if (at < length) this.#endLine();
    return true;
  }

  /** The cell as text. */
  text(): string {
    const start = this.#start;
    const end = this.#end;
    let code = 0;
    for (let at = start; at < end; at++) code |= this.#bytes[at]!;
    const long = end - start > 24 || code > 0x7f;
    const text = long ? decoder.decode(this.#bytes.subarray(start, end)) : ascii(this.#bytes, start, end);
    return this.#doubled ? text.replaceAll('""', '"') : text;
  }

  /** The cell as a number in plain decimal syntax; NaN for anything else, which `text` may then be asked about. */
  number(): number {
    return parseDecimal(this.#bytes, this.#start, this.#end);
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
    while (at < bytes.length && !endsCell(bytes[at]!)) {
      const code = bytes[at++]!;
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
