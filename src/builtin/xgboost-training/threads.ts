import { Worker } from "node:worker_threads";
import type { HelperMessage, Pool } from "../../xgboost/index.js";

/** Worker threads that help with one training. */
export interface Threads extends Pool {
  /** Ends the threads. To be called when the training is over, however it ended. */
  stop(): Promise<void>;
}

/** Makes a pool of `helpers` threads, each of which starts when the training wants it. */
export function createThreads(helpers: number): Threads {
  const workers: Worker[] = [];
  return {
    helpers,
    start(_index: number, message: HelperMessage) {
      workers.push(new Worker(new URL("./helper.js", import.meta.url), { workerData: message }));
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
