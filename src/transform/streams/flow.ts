import { csvSplitter } from "../split/csv.js";
import type { Splitter } from "../split/splitter.js";
import { RowCounter } from "./row-counter.js";

export interface FlowOptions {
  /** Who sends it: a container's name, or what the object is called. */
  readonly from: string;
  readonly contentType: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** How its rows are told apart, where they are to be counted. */
  readonly rows?: Splitter | undefined;
}

/** A body on its way to the next container, and what is seen of it as it goes by. It is read once. */
export class Flow implements AsyncIterable<Uint8Array> {
  readonly from: string;
  readonly contentType: string | undefined;
  /** How long its reader has waited for it, in ms. */
  waitedMs = 0;
  /** Whether the reader is waiting for it now. */
  waiting = false;
  /** Whether it was read to its end. */
  ended = false;
  /** Why it broke off. */
  failure: { readonly error: unknown } | undefined;
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #counter: RowCounter | undefined;

  constructor({ from, contentType, body, rows }: FlowOptions) {
    this.from = from;
    this.contentType = contentType;
    this.#body = body;
    this.#counter = rows && new RowCounter(rows === csvSplitter);
  }

  /** The rows that have gone by; undefined where they cannot be counted. */
  get rows(): number | undefined {
    return this.#counter?.rows;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const iterator = this.#body[Symbol.asyncIterator]();
    try {
      for (let next = await this.#next(iterator); !next.done; next = await this.#next(iterator)) {
        this.#counter?.push(next.value);
        yield next.value;
      }
      this.ended = true;
    } finally {
      await iterator.return?.();
    }
  }

  async #next(iterator: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
    const started = performance.now();
    this.waiting = true;
    try {
      return await iterator.next();
    } catch (error) {
      this.failure = { error };
      throw error;
    } finally {
      this.waiting = false;
      this.waitedMs += performance.now() - started;
    }
  }
}
