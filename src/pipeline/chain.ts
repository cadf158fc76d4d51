import type { Frame } from "../frame/types.js";
import type { Invocation, Reply } from "./container.js";
import { Deadline, DeadlinePassed } from "./deadline.js";
import { badAnswer, ContainerError, ContainerUnavailable, hopTooLarge, noAnswer, replyOf, timedOut } from "./errors.js";
import { runNative } from "./native-stage.js";
import { type Stage, type StageObserver, type StageOutput, watch } from "./stage.js";

export interface ChainOptions {
  /** For the whole chain, in ms. */
  readonly budgetMs: number;
  /** The most that one container may send to the next, in bytes. Native neighbours send nothing and are not held to it. */
  readonly hopLimitBytes: number;
  /** Whether native neighbours hand frames over. Off, every hop is text: slower, and the same answer byte for byte. */
  readonly fuse: boolean;
}

/** SageMaker's limits for real-time inference. */
export const realTime: ChainOptions = { budgetMs: 60_000, hopLimitBytes: 5 * 1024 * 1024, fuse: true };

/**
 * Runs one invocation through the containers in order, as a serial inference pipeline does: a reply's body and content type
 * are the next request's, Accept goes to the last container only, `X-Amzn-SageMaker-*` headers go to every one.
 * Answers the last container's reply, always 2xx; throws `StageError` for anything else, and the signal's reason when that fires.
 */
export async function runChain(
  stages: readonly Stage[],
  request: Invocation,
  options: ChainOptions,
  observer?: StageObserver,
): Promise<Reply> {
  const end = performance.now() + options.budgetMs;
  let { contentType, body } = request;
  let adopted: Frame | undefined;
  for (let index = 0; ; index++) {
    const stage = stages[index];
    const next = stages[index + 1];
    const native = stage.container.native;
    const accept = next === undefined ? request.accept : undefined;
    const invocation: Invocation = { contentType, accept, headers: request.headers, body };
    const watched = observer && watch(stage, observer);
    let output: StageOutput;
    try {
      if (native === undefined) {
        output = await call(stage, invocation, end, request.signal);
      } else {
        output = runNative(stage, native, invocation, adopted, options.fuse ? next : undefined);
        if (performance.now() > end) throw timedOut(stage.name);
      }
    } catch (error) {
      watched?.failed(error);
      throw error;
    }
    watched?.done(output);
    const reply = output.reply;
    adopted = output.adopted;
    if (reply === undefined) continue;
    if (next === undefined) return reply;
    const sent = native === undefined || next.container.native === undefined;
    if (sent && reply.body.length > options.hopLimitBytes) {
      throw hopTooLarge(stage.name, next.name, reply, options.hopLimitBytes);
    }
    contentType = reply.contentType;
    body = reply.body;
  }
}

/** Calls a container that is not native, within what is left of the budget. */
async function call(
  stage: Stage,
  invocation: Invocation,
  end: number,
  outer: AbortSignal | undefined,
): Promise<StageOutput> {
  const deadline = new Deadline(end - performance.now(), outer);
  let reply: Reply;
  try {
    reply = await deadline.race(stage.container.invoke({ ...invocation, signal: deadline.signal }));
  } catch (error) {
    if (outer?.aborted) throw outer.reason;
    if (deadline.signal.reason instanceof DeadlinePassed) throw timedOut(stage.name);
    if (error instanceof ContainerUnavailable) throw error;
    if (!(error instanceof ContainerError)) throw noAnswer(stage.name, error);
    reply = replyOf(error);
  } finally {
    deadline.clear();
  }
  if (reply.status < 200 || reply.status > 299) throw badAnswer(stage.name, reply);
  return { reply, adopted: undefined, frame: undefined };
}
