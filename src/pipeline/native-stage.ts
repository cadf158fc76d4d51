import type { Frame } from "../frame/types.js";
import type { Invocation, NativeContainer } from "./container.js";
import { badAnswer, ContainerError, internalError, replyOf } from "./errors.js";
import type { Stage, StageOutput } from "./stage.js";

/**
 * Runs a native stage: `parse` unless the previous stage's frame was adopted, `run`, then hands its frame to `next` if that
 * is native and willing, else writes it. A 2xx answer that was thrown (204 for an empty payload) is an answer like any other.
 */
export function runNative(
  stage: Stage,
  native: NativeContainer,
  invocation: Invocation,
  input: Frame | undefined,
  next: Stage | undefined,
): StageOutput {
  try {
    const frame = native.run(input ?? native.parse(invocation));
    const adopted = next?.container.native && handOver(frame, native, next.container.native);
    const reply = adopted === undefined ? native.format(frame, invocation.accept) : undefined;
    return { reply, adopted, frame };
  } catch (error) {
    const reply = replyOf(error instanceof ContainerError ? error : internalError(error));
    if (reply.status >= 200 && reply.status < 300) return { reply, adopted: undefined, frame: undefined };
    throw badAnswer(stage.name, reply, error);
  }
}

function handOver(frame: Frame, from: NativeContainer, to: NativeContainer): Frame | undefined {
  try {
    return to.adopt(frame, from.defaultContentType());
  } catch {
    // The next stage refuses this frame: its own `parse` will say why, in the words it has for text.
    return undefined;
  }
}
