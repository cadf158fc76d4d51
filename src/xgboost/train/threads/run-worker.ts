import { XgboostError } from "../../errors.js";
import { pageBytes } from "../../webassembly.js";
import { type Reply, type Request, spins, word } from "./calls.js";
import { readMessage, writeMessage } from "./mailbox.js";
import { Member } from "./member.js";
import { memberSteps } from "./member-steps.js";
import type { WorkerMessage } from "./pool.js";
import type { Steps } from "./steps.js";
import { layOutWorkspace } from "./workspace.js";

/**
 * Takes part in a training until it ends. To be called in a thread of its own, which it blocks, with the message that
 * `Pool.start` was given.
 */
export function runWorker({ member: index, task }: WorkerMessage): void {
  const { control, replies, arena } = layOutWorkspace(task.memory, task.plan);
  Atomics.add(control, word.arrived, 1);
  let steps: Steps | undefined;
  for (let turn = nextTurn(control, 0); ; turn = nextTurn(control, turn)) {
    // Memory that another thread has made larger is seen here a little later.
    while (arena.memory.buffer.byteLength / pageBytes < control[word.memoryPages])
      Atomics.wait(control, word.turn, turn, 1);
    const request = new Uint8Array(arena.memory.buffer, control[word.request] >>> 0, control[word.requestLength]);
    const { step, argument } = readMessage(request, request.length) as Request;
    if (step === undefined) return;
    const reply = answer(() => {
      steps ??= memberSteps(new Member(index, task));
      return (steps[step] as (argument: unknown) => unknown)(argument);
    });
    control[word.replyLengths + index] = writeMessage(replies[index], reply);
    Atomics.add(control, word.done, 1);
    Atomics.notify(control, word.done);
  }
}

function answer(take: () => unknown): Reply {
  try {
    return { result: take() };
  } catch (error) {
    if (error instanceof XgboostError) return { error: { code: error.code, message: error.message } };
    return { error: { message: error instanceof Error ? error.message : String(error) } };
  }
}

/** Waits for a turn after `turn`. */
function nextTurn(control: Int32Array, turn: number): number {
  for (let spin = 0; spin < spins; spin++) if (Atomics.load(control, word.turn) !== turn) break;
  Atomics.wait(control, word.turn, turn);
  return Atomics.load(control, word.turn);
}
