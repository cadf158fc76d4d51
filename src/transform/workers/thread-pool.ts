import { Worker } from "node:worker_threads";
import type { Block, BlockResult } from "../blocks/block.js";
import type { Sender } from "../blocks/send.js";
import { notStarted, workerDied } from "../errors.js";
import { packFailure, unpackFailure } from "./failure.js";
import type { FromThread, ThreadStart, ToThread } from "./protocol.js";

export interface ThreadPoolOptions {
  /** The workers' entry: it calls `serveBlocks`. */
  readonly module: URL;
  readonly threads: number;
  readonly start: ThreadStart;
  /** Blocks that one thread is given at a time: with two, the next is there when one is done. */
  readonly depth: number;
  /** Sends the requests of threads that have no containers of their own. */
  readonly sender?: Sender;
  readonly log: (container: string, line: string) => void;
}

interface Waiting {
  readonly block: Block;
  readonly signal: AbortSignal;
  resolve(result: BlockResult): void;
  reject(error: unknown): void;
}

/** A small nursery: what a block leaves behind is short-lived, and a large one would only let it pile up. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Worker threads that transform blocks. A thread that dies takes the blocks it had with it, and another one is started. */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #queue: Waiting[] = [];
  #closed = false;
  /** Why no further thread can be started. */
  #failure: { readonly error: unknown } | undefined;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Starts the threads. Throws `TransformError` (not-started). */
  async start(): Promise<void> {
    const threads = Array.from({ length: this.#options.threads }, () => this.#add());
    await Promise.all(threads.map((thread) => thread.ready));
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
        this.#threads.delete(thread);
        if (this.#closed || this.#failure) return;
        this.#add().ready.catch((error: unknown) => {
          this.#failure = { error };
          this.#dispatch();
        });
      },
    });
    this.#threads.add(thread);
    return thread;
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const [least] = [...this.#threads].filter((thread) => thread.usable).sort((a, b) => a.busy - b.busy);
      if (least === undefined && this.#failure !== undefined) this.#queue.shift()!.reject(this.#failure.error);
      else if (least === undefined || least.busy >= this.#options.depth) return;
      else this.#give(least, this.#queue.shift()!);
    }
  }

  #give(thread: Thread, waiting: Waiting): void {
    if (!waiting.signal.aborted) thread.give(waiting);
  }
}

interface ThreadEvents {
  /** The thread has room for another block. */
  free(): void;
  died(): void;
}

class Thread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #options: ThreadPoolOptions;
  readonly #events: ThreadEvents;
  readonly #blocks = new Map<number, Waiting>();
  #usable = false;
  #last = 0;

  constructor(options: ThreadPoolOptions, events: ThreadEvents) {
    this.#options = options;
    this.#events = events;
    this.#worker = new Worker(options.module, { workerData: options.start, resourceLimits });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: FromThread) => {
        if (message.type === "ready") {
          this.#usable = true;
          resolve();
          events.free();
        } else if (message.type === "start-failed") {
          reject(notStarted(message.container, message.message));
        } else this.#receive(message);
      });
      let cause: unknown;
      this.#worker.on("error", (error) => {
        cause = error;
      });
      this.#worker.on("exit", (code) => {
        this.#usable = false;
        const error = workerDied(cause instanceof Error ? cause.message : `exit code ${code}`, cause);
        reject(error);
        for (const waiting of this.#blocks.values()) waiting.reject(error);
        events.died();
      });
    });
    this.ready.catch(() => {});
  }

  get usable(): boolean {
    return this.#usable;
  }

  get busy(): number {
    return this.#blocks.size;
  }

  give(waiting: Waiting): void {
    const id = ++this.#last;
    this.#blocks.set(id, waiting);
    this.#post({ type: "block", id, block: waiting.block }, [waiting.block.bytes.buffer]);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: Exclude<FromThread, { type: "ready" | "start-failed" }>): void {
    if (message.type === "log") this.#options.log(message.container, message.line);
    else if (message.type === "request") void this.#invoke(message);
    else this.#settle(message);
  }

  #settle(message: Extract<FromThread, { type: "result" | "failed" }>): void {
    const waiting = this.#blocks.get(message.id)!;
    this.#blocks.delete(message.id);
    if (message.type === "result") waiting.resolve(message.result);
    else waiting.reject(unpackFailure(message.failure));
    this.#events.free();
  }

  async #invoke({ request, block, body, records }: Extract<FromThread, { type: "request" }>): Promise<void> {
    const signal = this.#blocks.get(block)?.signal ?? AbortSignal.abort(new Error("the block is no longer wanted"));
    try {
      const { body: answer, times } = await this.#options.sender!.send({ body, records }, signal);
      this.#post({ type: "answer", request, body: answer, times });
    } catch (error) {
      this.#post({ type: "refusal", request, failure: packFailure(error) });
    }
  }
}
