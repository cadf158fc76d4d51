interface Entry<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** Those who wait for something, the first to come the first to be served. */
export class Waiting<T> {
  readonly #entries = new Set<Entry<T>>();

  get size(): number {
    return this.#entries.size;
  }

  /** What `serve` gives. When the signal fires first, it rejects with its reason, and takes nobody's place any more. */
  wait(signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const go = () => entry.reject(signal!.reason);
      const done = () => {
        this.#entries.delete(entry);
        signal?.removeEventListener("abort", go);
      };
      const entry: Entry<T> = {
        resolve: (value) => {
          done();
          resolve(value);
        },
        reject: (reason) => {
          done();
          reject(reason);
        },
      };
      this.#entries.add(entry);
      signal?.addEventListener("abort", go);
    });
  }

  /** Answers whether there was somebody. */
  serve(value: T): boolean {
    const [first] = this.#entries;
    first?.resolve(value);
    return first !== undefined;
  }

  /** Rejects for all. */
  refuse(reason: unknown): void {
    for (const { reject } of this.#entries) reject(reason);
  }
}
