import { parentPort, workerData } from "node:worker_threads";
import type { Stage } from "../../pipeline/stage.js";
import { type Runtime, StartError } from "../../runtimes/runtime.js";
import type { Block } from "../blocks/block.js";
import { type Answer, type Sender, senderOf } from "../blocks/send.js";
import { blockTransformer, type TransformBlock } from "../blocks/transform-block.js";
import { packFailure, unpackFailure } from "./failure.js";
import type { FromThread, ThreadContainer, ThreadStart, ToThread } from "./protocol.js";

/**
 * The whole of a worker thread: starts its own copy of the pipeline with the runtimes given, unless the main thread keeps it,
 * and transforms the blocks that it is sent. The module that calls this is the worker's entry; the wiring provides it.
 */
export async function serveBlocks(runtimes: readonly Runtime[]): Promise<void> {
  const port = parentPort!;
  const send = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const { settings, containers, width } = workerData as ThreadStart;
  const remote = new RemoteSender(send);
  let senderFor = (block: number): Sender => remote.senderFor(block);
  if (containers !== undefined) {
    try {
      const local = senderOf(await startAll(containers, runtimes, send), settings);
      senderFor = () => local;
    } catch (error) {
      const container = error instanceof StartError ? error.container : "";
      send({ type: "start-failed", container, message: error instanceof Error ? error.message : String(error) });
      return;
    }
  }
  const signal = new AbortController().signal;
  const run = async (id: number, block: Block) => {
    try {
      const transform: TransformBlock = blockTransformer(settings, senderFor(id), width);
      const result = await transform(block, signal);
      send({ type: "result", id, result }, [result.output.buffer]);
    } catch (error) {
      send({ type: "failed", id, failure: packFailure(error) });
    }
  };
  port.on("message", (message: ToThread) => {
    if (message.type === "block") void run(message.id, message.block);
    else remote.settle(message);
  });
  send({ type: "ready" });
}

async function startAll(
  containers: readonly ThreadContainer[],
  runtimes: readonly Runtime[],
  send: (message: FromThread) => void,
): Promise<Stage[]> {
  return Promise.all(
    containers.map(async (container) => {
      const { name } = container;
      const runtime = runtimes.find((candidate) => candidate.accepts(container.image))!;
      const log = (line: string) => send({ type: "log", container: name, line });
      return { name, container: await runtime.start({ ...container, log }) };
    }),
  );
}

/** Sends requests through the main thread, which keeps containers that a thread cannot have of its own. */
class RemoteSender {
  readonly #send: (message: FromThread, transfer: ArrayBuffer[]) => void;
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(error: unknown): void }>();
  #last = 0;

  constructor(send: (message: FromThread, transfer: ArrayBuffer[]) => void) {
    this.#send = send;
  }

  senderFor(block: number): Sender {
    return {
      send: ({ body, records }) =>
        new Promise<Answer>((resolve, reject) => {
          const request = ++this.#last;
          this.#waiting.set(request, { resolve, reject });
          const copy = body.slice();
          this.#send({ type: "request", request, block, body: copy, records }, [copy.buffer as ArrayBuffer]);
        }),
    };
  }

  settle(message: Exclude<ToThread, { type: "block" }>): void {
    const waiting = this.#waiting.get(message.request)!;
    this.#waiting.delete(message.request);
    if (message.type === "answer") waiting.resolve(message);
    else waiting.reject(unpackFailure(message.failure));
  }
}
