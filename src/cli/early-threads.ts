import type { Worker } from "node:worker_threads";
import { transformThread } from "../server/transform-thread.js";

/** Worker threads of batch transform that load before it is known what for. */
export class EarlyThreads {
  readonly #threads: Worker[];

  constructor(count: number) {
    this.#threads = Array.from({ length: count }, transformThread);
  }

  /** One of them, or a new one when all are taken. */
  take(): Worker {
    return this.#threads.shift() ?? transformThread();
  }

  /** Ends those that nobody took. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}
