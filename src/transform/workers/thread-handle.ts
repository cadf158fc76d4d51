import type { Worker } from "node:worker_threads";
import type { Block, BlockResult } from "../blocks/block.js";
import type { Sender } from "../blocks/send.js";
import { workerDied } from "../errors.js";
import { packFailure, unpackFailure } from "./failure.js";
import type { FromThread, PipelineFacts, ThreadContainer, ThreadWork, ToThread } from "./protocol.js";

export interface ThreadOptions {
  /** Starts a thread whose module calls `serveBlocks`. */
  thread(): Worker;
  /** The pipeline that the thread runs itself. */
  readonly containers?: readonly ThreadContainer[];
  /** Sends the requests of a thread that has no containers of its own. */
  readonly sender?: Sender;
  readonly log: (container: string, line: string) => void;
}

/** A block whose result someone waits for. */
export interface Waiting {
  readonly block: Block;
  readonly signal: AbortSignal;
  resolve(result: BlockResult): void;
  reject(error: unknown): void;
}

export interface ThreadEvents {
  /** The thread has begun, or is done with a block. */
  free(): void;
  died(): void;
}

/** The main thread's side of a worker thread. */
export class Thread {
  /** Rejects with `TransformError` (not-started, worker-died). */
  readonly ready: Promise<PipelineFacts>;
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  readonly #events: ThreadEvents;
  readonly #blocks = new Map<number, Waiting>();
  #begun = false;
  #last = 0;

  constructor(options: ThreadOptions, events: ThreadEvents) {
    this.#options = options;
    this.#events = events;
    this.#worker = options.thread();
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on("message", (message: FromThread) => {
        if (message.type === "ready") resolve(message.facts);
        else if (message.type === "start-failed") reject(unpackFailure(message.failure));
        else this.#receive(message);
      });
      let cause: unknown;
      this.#worker.on("error", (error) => {
        cause = error;
      });
      this.#worker.on("exit", (code) => {
        this.#begun = false;
        const error = workerDied(cause instanceof Error ? cause.message : `exit code ${code}`, cause);
        reject(error);
        for (const waiting of this.#blocks.values()) waiting.reject(error);
        events.died();
      });
    });
    this.ready.catch(() => {});
    this.#post({ type: "start", containers: options.containers });
  }

  /** Blocks that it has; `Infinity` when it takes none. */
  get load(): number {
    return this.#begun ? this.#blocks.size : Number.POSITIVE_INFINITY;
  }

  begin(work: ThreadWork): void {
    this.#post({ type: "begin", work });
    this.#begun = true;
    this.#events.free();
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
    else if (message.type === "request") void this.#forward(message);
    else this.#settle(message);
  }

  #settle(message: Extract<FromThread, { type: "result" | "failed" }>): void {
    const waiting = this.#blocks.get(message.id)!;
    this.#blocks.delete(message.id);
    if (message.type === "result") waiting.resolve(message.result);
    else waiting.reject(unpackFailure(message.failure));
    this.#events.free();
  }

  async #forward({ request, block, body, records }: Extract<FromThread, { type: "request" }>): Promise<void> {
    const signal = this.#blocks.get(block)?.signal ?? AbortSignal.abort(new Error("the block is no longer wanted"));
    try {
      const { body: answer, times } = await this.#options.sender!.send({ body, records }, signal);
      this.#post({ type: "answer", request, body: answer, times });
    } catch (error) {
      this.#post({ type: "refusal", request, failure: packFailure(error) });
    }
  }
}
