import { Worker } from "node:worker_threads";
import type { Pool, WorkerMessage } from "../../xgboost/index.js";

/** Worker threads of one training. */
export interface Threads extends Pool {
  /** Ends the threads. To be called when the training is over, however it ended. */
  stop(): Promise<void>;
}

/** Makes a pool of `workers` threads, each of which starts when the training wants it. */
export function createThreads(workers: number): Threads {
  const started: Worker[] = [];
  return {
    workers,
    start(_index: number, message: WorkerMessage) {
      started.push(new Worker(new URL("./worker.js", import.meta.url), { workerData: message }));
    },
    async stop() {
      await Promise.all(started.map((worker) => worker.terminate()));
    },
  };
}
