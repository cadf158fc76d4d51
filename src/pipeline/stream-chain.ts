import { type ChainOptions, runChain } from "./chain.js";
import type { Invocation, Reply, StreamedReply } from "./container.js";
import { Deadline, DeadlinePassed } from "./deadline.js";
import {
  badAnswer,
  ContainerUnavailable,
  hopTooLarge,
  noAnswer,
  StageError,
  StreamBroken,
  timedOut,
} from "./errors.js";
import type { Stage } from "./stage.js";

/**
 * As `runChain`, but the last container's body is passed on as that sends it. A container that cannot send piece by piece (a
 * native one) gives one piece. The budget is for the whole answer; when it is spent half-way, the body throws `StreamBroken`.
 */
export async function streamChain(
  stages: readonly Stage[],
  request: Invocation,
  options: ChainOptions,
): Promise<StreamedReply> {
  const last = stages.at(-1)!;
  const stream = last.container.stream?.bind(last.container);
  if (stream === undefined) {
    const reply = await runChain(stages, request, options);
    return { ...reply, body: once(reply.body) };
  }
  const deadline = new Deadline(options.budgetMs, request.signal);
  try {
    const invocation = await upToLast(stages, request, options);
    const reply = await deadline.race(stream({ ...invocation, signal: deadline.signal }));
    if (reply.status < 200 || reply.status > 299) throw badAnswer(last.name, await whole(reply));
    return { ...reply, body: passedOn(reply.body, last.name, deadline) };
  } catch (error) {
    deadline.clear();
    if (request.signal?.aborted) throw request.signal.reason;
    if (deadline.signal.reason instanceof DeadlinePassed) throw timedOut(last.name);
    if (error instanceof ContainerUnavailable || error instanceof StageError) throw error;
    throw noAnswer(last.name, error);
  }
}

/** What the last container is called with: the others' answer, or the request itself where there are no others. */
async function upToLast(stages: readonly Stage[], request: Invocation, options: ChainOptions): Promise<Invocation> {
  if (stages.length === 1) return request;
  const before = stages.slice(0, -1);
  const reply = await runChain(before, { ...request, accept: undefined }, options);
  const from = before.at(-1)!.name;
  if (reply.body.length > options.hopLimitBytes) {
    throw hopTooLarge(from, stages.at(-1)!.name, reply, options.hopLimitBytes);
  }
  return { ...request, contentType: reply.contentType, body: reply.body };
}

async function* passedOn(
  body: AsyncIterable<Uint8Array>,
  name: string,
  deadline: Deadline,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new StreamBroken(name, deadline.signal.reason instanceof DeadlinePassed, error);
  } finally {
    deadline.clear();
  }
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield body;
}

async function whole(reply: StreamedReply): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  return { ...reply, body: Buffer.concat(chunks) };
}
