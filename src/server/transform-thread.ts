import type { Worker } from "node:worker_threads";
import { startThread } from "../transform/workers/start-thread.js";

/** Starts a worker thread of batch transform that knows every built-in image. */
export function transformThread(): Worker {
  return startThread(new URL("./transform-worker.js", import.meta.url));
}
