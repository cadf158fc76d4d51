import { XgboostError, xgboostError } from "../../errors.js";
import { pageBytes } from "../../webassembly.js";
import { type Reply, type Request, spins, word } from "./calls.js";
import { readMessage } from "./mailbox.js";
import { Member, type Task } from "./member.js";
import { memberSteps } from "./member-steps.js";
import type { Pool } from "./pool.js";
import type { Argument, Result, StepName, Steps } from "./steps.js";

/** How long a worker may take to start, in ms. */
const startTimeout = 60_000;

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
      throw code === undefined ? xgboostError("worker", message) : new XgboostError(code, message);
    });
  }
}
