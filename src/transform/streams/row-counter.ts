import { LF } from "../split/line.js";

const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * Counts the rows of a text that comes in pieces, as the splitters do: a row ends at a newline, in CSV at one that is not between
 * quotes; the last needs none.
 */
export class RowCounter {
  readonly #csv: boolean;
  #ended = 0;
  /** Whether anything follows the last newline. */
  #open = false;
  #quoted = false;
  /** The last byte closed a quoted field: a quote right after it opens the field again, and the two stand for one. */
  #closed = false;
  #fieldStart = true;

  constructor(csv: boolean) {
    this.#csv = csv;
  }

  get rows(): number {
    return this.#ended + (this.#open ? 1 : 0);
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#csv && (this.#quoted || bytes.includes(QUOTE))) this.#scan(bytes);
    else {
      for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) this.#ended++;
      this.#fieldStart = bytes.at(-1) === LF || bytes.at(-1) === COMMA;
      this.#closed = false;
    }
    this.#open = this.#quoted || bytes.at(-1) !== LF;
  }

  #scan(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#quoted) {
        this.#closed = byte === QUOTE;
        this.#quoted = !this.#closed;
      } else if (byte === QUOTE && (this.#fieldStart || this.#closed)) {
        this.#quoted = true;
        this.#fieldStart = false;
      } else {
        if (byte === LF) this.#ended++;
        this.#fieldStart = byte === LF || byte === COMMA;
        this.#closed = false;
      }
    }
  }
}
