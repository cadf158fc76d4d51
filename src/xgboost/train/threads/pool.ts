import type { Task } from "./member.js";

/**
 * Worker threads of a training. The library starts none itself: in Node they are `worker_threads`, in a browser Web
 * Workers, and each does nothing but call `runWorker` with what `start` was given.
 */
export interface Pool {
  /** How many threads there are beside the caller's. */
  readonly workers: number;
  /** Hands a message to worker `index`; does not wait. */
  start(index: number, message: WorkerMessage): void;
}

/** What a worker is started with: data that can be sent to a thread, over shared memory. */
export interface WorkerMessage {
  readonly member: number;
  readonly task: Task;
}
