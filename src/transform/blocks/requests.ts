import { recordTooLarge } from "../errors.js";
import type { Processor } from "../processing/processor.js";
import type { BlockSettings } from "../settings.js";
import type { Records } from "./records.js";

/**
 * The bodies of requests for the records of one block. Sent alone, a record goes without its newline or framing; sent with
 * others it keeps them, as it stands in the object. Throws `TransformError` (record-too-large, bad-csv, bad-json, path-outside).
 */
export class Requests {
  readonly #records: Records;
  readonly #limit: number;
  readonly #alone: boolean;
  readonly #filter: Processor | undefined;
  readonly #filtered: (Uint8Array | undefined)[] = [];

  constructor(records: Records, alone: boolean, settings: BlockSettings, processor: Processor | undefined) {
    this.#records = records;
    this.#limit = settings.payloadLimit;
    this.#alone = alone;
    this.#filter = settings.processing.input.steps.length > 0 ? processor : undefined;
  }

  /** Whether no record can fail to be prepared: nothing is filtered, and all of them together are below the limit. */
  get allFit(): boolean {
    return this.#filter === undefined && this.#records.bytes.length <= this.#limit;
  }

  /** Filters a record and checks its size; what throws here is that record's own fault. */
  prepare(record: number): void {
    const size = this.#filter ? this.#part(record).length : this.#records.end(record) - this.#records.start(record);
    if (size <= this.#limit) return;
    const alone = this.#alone ? this.body([record]).length : size;
    if (alone > this.#limit) throw recordTooLarge(alone, this.#limit);
  }

  /** @param group ascending record numbers. */
  body(group: readonly number[]): Uint8Array {
    const first = group[0];
    if (this.#filter) {
      return this.#alone ? this.#part(first) : joinLines(group.map((record) => this.#part(record)));
    }
    if (this.#alone) return this.#records.payload(first);
    const last = group[group.length - 1];
    if (last - first + 1 === group.length) return this.#records.span(first, last + 1);
    return Buffer.concat(group.map((record) => this.#records.span(record, record + 1)));
  }

  #part(record: number): Uint8Array {
    this.#filtered[record] ??= this.#filter!.filterInput(this.#records.payload(record));
    return this.#filtered[record];
  }
}

const newline = new Uint8Array([0x0a]);

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((line) => [line, newline]));
}
