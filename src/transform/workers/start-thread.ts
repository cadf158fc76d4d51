import { Worker } from "node:worker_threads";

/** A small nursery: what a block leaves behind is short-lived, and a large one would only let it pile up. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Starts a worker thread for a `ThreadPool`, which may come later: the thread loads what it needs at once. */
export function startThread(module: URL): Worker {
  return new Worker(module, { resourceLimits });
}
