import type { Block, BlockResult } from "../blocks/block.js";
import type { PipelineFacts, ThreadWork } from "./protocol.js";
import { Thread, type ThreadOptions, type Waiting } from "./thread-handle.js";

/** Worker threads that transform blocks. A thread that dies takes the blocks it had with it, and another one is started. */
export class ThreadPool {
  readonly #options: ThreadOptions;
  /** Blocks that one thread is given at a time: with two, the next is there when one is done. */
  #depth = 0;
  #work: ThreadWork | undefined;
  #closed = false;
  /** Why no further thread can be started. */
  #failure: { readonly error: unknown } | undefined;
  readonly #threads = new Set<Thread>();
  readonly #queue: Waiting[] = [];

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Starts threads; resolves as soon as one is ready, with what it says. Throws `TransformError` (not-started, worker-died). */
  async start(count: number): Promise<PipelineFacts> {
    const threads = Array.from({ length: count }, () => this.#add());
    try {
      return await Promise.any(threads.map((thread) => thread.ready));
    } catch (error) {
      throw (error as AggregateError).errors[0];
    }
  }

  /** Gives at most `count` of the threads their work, and lets the others go. */
  begin(work: ThreadWork, count: number, depth: number): void {
    this.#work = work;
    this.#depth = depth;
    for (const [index, thread] of [...this.#threads].entries()) {
      if (index < count) void thread.ready.then(() => thread.begin(work)).catch(() => {});
      else void this.#drop(thread);
    }
  }

  async transform(block: Block, signal: AbortSignal): Promise<BlockResult> {
    signal.throwIfAborted();
    let stop: (() => void) | undefined;
    const result = new Promise<BlockResult>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener("abort", stop, { once: true });
      this.#queue.push({ block, signal, resolve, reject });
      this.#dispatch();
    });
    return result.finally(() => signal.removeEventListener("abort", stop!));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #add(): Thread {
    const thread: Thread = new Thread(this.#options, {
      free: () => this.#dispatch(),
      died: () => {
        if (this.#threads.delete(thread)) this.#replace();
      },
    });
    this.#threads.add(thread);
    return thread;
  }

  async #drop(thread: Thread): Promise<void> {
    this.#threads.delete(thread);
    await thread.end();
  }

  #replace(): void {
    const work = this.#work;
    if (work === undefined || this.#closed || this.#failure) return;
    const thread = this.#add();
    thread.ready
      .then(() => thread.begin(work))
      .catch((error: unknown) => {
        this.#failure = { error };
        this.#dispatch();
      });
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const [least] = [...this.#threads].sort((a, b) => a.load - b.load);
      if (this.#failure !== undefined && (least === undefined || least.load === Number.POSITIVE_INFINITY)) {
        this.#queue.shift()!.reject(this.#failure.error);
      } else if (least === undefined || least.load >= this.#depth) {
        return;
      } else {
        const waiting = this.#queue.shift()!;
        if (!waiting.signal.aborted) least.give(waiting);
      }
    }
  }
}
