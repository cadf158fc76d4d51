import { parentPort } from "node:worker_threads";
import type { ContainerSpec, Runtime } from "../../runtimes/runtime.js";
import type { Block } from "../blocks/block.js";
import { type Sender, senderOf } from "../blocks/send.js";
import { blockTransformer } from "../blocks/transform-block.js";
import { packFailure } from "./failure.js";
import type { FromThread, PipelineFacts, ThreadContainer, ThreadWork, ToThread } from "./protocol.js";
import { RemoteSender } from "./remote-sender.js";
import { factsOf, type RunningStage, startInstance } from "./start-instance.js";

type Post = (message: FromThread, transfer?: ArrayBuffer[]) => void;

const never = new AbortController().signal;
const noFacts: PipelineFacts = { parameters: {}, native: false, answers: undefined };

/**
 * The whole of a worker thread: starts its own copy of the pipeline with the runtimes given, unless the main thread keeps it,
 * and transforms the blocks that it is sent. The module that calls this is the worker's entry; the wiring provides it.
 */
export function serveBlocks(runtimes: readonly Runtime[]): void {
  const port = parentPort!;
  const post: Post = (message, transfer = []) => port.postMessage(message, transfer);
  const remote = new RemoteSender(post);
  let stages: RunningStage[] | undefined;
  let transform: (id: number, block: Block) => Promise<void>;

  const start = async (containers: readonly ThreadContainer[] | undefined): Promise<void> => {
    try {
      stages = containers && (await startInstance(specsOf(containers, post), runtimes, never));
      post({ type: "ready", facts: stages ? await factsOf(stages, never) : noFacts });
    } catch (error) {
      post({ type: "start-failed", failure: packFailure(error) });
      port.unref(); // nothing more is to be done: the thread ends
    }
  };
  port.on("message", (message: ToThread) => {
    if (message.type === "start") void start(message.containers);
    else if (message.type === "begin") transform = transformer(message.work, stages, remote, post);
    else if (message.type === "block") void transform(message.id, message.block);
    else remote.settle(message);
  });
}

function transformer(
  { settings, width }: ThreadWork,
  stages: readonly RunningStage[] | undefined,
  remote: RemoteSender,
  post: Post,
): (id: number, block: Block) => Promise<void> {
  const local: Sender | undefined = stages && senderOf(stages, settings);
  return async (id, block) => {
    try {
      const result = await blockTransformer(settings, local ?? remote.senderFor(id), width)(block, never);
      post({ type: "result", id, result }, [result.output.buffer]);
    } catch (error) {
      post({ type: "failed", id, failure: packFailure(error) });
    }
  };
}

function specsOf(containers: readonly ThreadContainer[], post: Post): ContainerSpec[] {
  return containers.map((container) => ({
    ...container,
    log: (line) => post({ type: "log", container: container.name, line }),
  }));
}
