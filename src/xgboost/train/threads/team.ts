import { XgboostError, type XgboostErrorCode, xgboostError } from "../../errors.js";
import { pageBytes } from "../../webassembly.js";
import { readMessage, writeMessage } from "./mailbox.js";
import { Member, type Task } from "./member.js";
import { memberSteps } from "./member-steps.js";
import type { Pool, WorkerMessage } from "./pool.js";
import type { Argument, Result, StepName, Steps } from "./steps.js";
import { layOutWorkspace } from "./workspace.js";

/** Words of `Workspace.control`; from `replyLengths` on one per member. */
const word = { turn: 0, done: 1, request: 2, requestLength: 3, memoryPages: 4, arrived: 5, replyLengths: 16 } as const;

/** How long a worker may take to start, in ms. */
const startTimeout = 60_000;

/** How often a waiting thread looks before it goes to sleep: waking it takes longer than a short step. */
const spins = 2000;

interface Request {
  /** Absent at the end of the training. */
  readonly step?: StepName;
  readonly argument?: unknown;
}

type Reply = { readonly result: unknown } | { readonly error: { readonly code?: string; readonly message: string } };

/** The threads of one training. The caller's is member 0; the others, if any, wait in `runWorker` for what it asks for. */
export class Team {
  readonly first: Member;
  readonly #steps: Steps;
  readonly #workers: number;
  #request: Uint8Array;

  constructor(task: Task, pool: Pool | undefined) {
    this.first = new Member(0, task);
    this.#steps = memberSteps(this.first);
    this.#request = this.first.workspace.request;
    this.#workers = task.plan.members - 1;
    for (let i = 0; i < this.#workers; i++) pool!.start(i, { member: i + 1, task });
  }

  /** Has every member take a step and answers with their results, in the order of the members. */
  run<Name extends StepName>(step: Name, argument: Argument<Name>): Result<Name>[] {
    const take = this.#steps[step] as (argument: Argument<Name>) => Result<Name>;
    if (this.#workers === 0) return [take(argument)];
    this.#ask({ step, argument });
    const result = take(argument);
    this.#await();
    return [result, ...this.#collect<Name>()];
  }

  /** Lets the workers go. To be called once, whatever happened. */
  stop(): void {
    if (this.#workers > 0) this.#ask({});
  }

  #ask(request: Request): void {
    const { control, arena } = this.first.workspace;
    const bytes = new TextEncoder().encode(JSON.stringify(request));
    if (bytes.length > this.#request.length) this.#request = arena.bytes(2 * bytes.length);
    this.#request.set(bytes);
    control[word.request] = this.#request.byteOffset;
    control[word.requestLength] = bytes.length;
    control[word.memoryPages] = arena.memory.buffer.byteLength / pageBytes;
    Atomics.store(control, word.done, 0);
    Atomics.add(control, word.turn, 1);
    Atomics.notify(control, word.turn);
  }

  #await(): void {
    const { control } = this.first.workspace;
    for (let spin = 0; spin < spins; spin++) if (Atomics.load(control, word.done) === this.#workers) return;
    for (let done = Atomics.load(control, word.done); done !== this.#workers; done = Atomics.load(control, word.done)) {
      const isLate = Atomics.wait(control, word.done, done, startTimeout) === "timed-out";
      if (isLate && Atomics.load(control, word.arrived) < this.#workers)
        throw xgboostError("worker", "it did not start");
    }
  }

  #collect<Name extends StepName>(): Result<Name>[] {
    const { control, replies } = this.first.workspace;
    return Array.from({ length: this.#workers }, (_, i) => {
      const reply = readMessage(replies[i + 1], control[word.replyLengths + i + 1]) as Reply;
      if ("result" in reply) return reply.result as Result<Name>;
      const { code, message } = reply.error;
      throw code === undefined ? xgboostError("worker", message) : new XgboostError(code as XgboostErrorCode, message);
    });
  }
}

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
