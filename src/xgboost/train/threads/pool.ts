import type { Task } from "./member.js";

/**
 * Threads that help with a training. The library starts none itself: in Node they are `worker_threads`, in a browser Web
 * Workers, and each does nothing but call `helpTraining` with what `start` was given.
 */
export interface Pool {
  /** How many threads there are beside the caller's. */
  readonly helpers: number;
  /** Hands a message to helper `index`; does not wait. */
  start(index: number, message: HelperMessage): void;
}

/** What a helper is started with: data that can be sent to a thread, over shared memory. */
export interface HelperMessage {
  readonly member: number;
  readonly task: Task;
}
