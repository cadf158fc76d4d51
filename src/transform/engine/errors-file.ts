import type { TransformStorage } from "../storage/storage.js";

/** A line of `<input>.errors.jsonl`; record and line count from 1. */
export interface ErrorLine {
  readonly record: number;
  readonly line?: number;
  /** The container, or the part of the job, that refused the record. */
  readonly stage: string | undefined;
  readonly status: number | undefined;
  readonly node?: string;
  readonly op?: string;
  readonly column?: string;
  readonly message: string;
}

/** Names an input's bad records beside its output. Nothing is stored while there are none. */
export class ErrorsFile {
  readonly #storage: TransformStorage;
  readonly #name: string;
  #lines: Pipe | undefined;
  #stored: Promise<void> | undefined;

  constructor(storage: TransformStorage, name: string) {
    this.#storage = storage;
    this.#name = name;
  }

  /** Waits until the line is taken; throws when the file cannot be stored. */
  async write(line: ErrorLine): Promise<void> {
    this.#lines ??= new Pipe();
    this.#stored ??= this.#storage.write(this.#name, this.#lines.bytes());
    this.#stored.catch(() => {});
    await Promise.race([this.#lines.push(Buffer.from(`${JSON.stringify(line)}\n`)), this.#stored]);
  }

  async close(): Promise<void> {
    this.#lines?.end();
    await this.#stored;
  }

  abandon(): void {
    this.#lines?.end(new Error("the object was not finished"));
  }
}

/** Hands bytes from one function to another that reads them; a push waits until it is read. */
class Pipe {
  #offer = promised<Uint8Array | undefined>();
  #taken = promised<void>();

  async push(bytes: Uint8Array): Promise<void> {
    const taken = this.#taken.promise;
    this.#offer.resolve(bytes);
    await taken;
  }

  end(error?: Error): void {
    if (error) this.#offer.reject(error);
    else this.#offer.resolve(undefined);
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const bytes = await this.#offer.promise;
      if (bytes === undefined) return;
      this.#offer = promised();
      const taken = this.#taken;
      this.#taken = promised();
      taken.resolve();
      yield bytes;
    }
  }
}

function promised<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
