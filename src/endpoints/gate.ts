import type { Invocation } from "../pipeline/container.js";
import { Overloaded } from "./errors.js";
import { Waiting } from "./waiting.js";

/** Whoever wants to be let in; when its signal fires while it waits, it waits no longer. */
export type Caller = Pick<Invocation, "signal">;

export interface GateLimits {
  /** Requests that one instance works on at a time. */
  readonly concurrency: number;
  /** Requests that may wait for one instance; beyond that they are refused at once. */
  readonly queue: number;
}

/** Lets so many requests in at a time; the rest wait in order, and too many are refused with `Overloaded`. */
export class Gate {
  readonly #limits: GateLimits;
  readonly #waiting = new Waiting<void>();
  #inside = 0;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Requests inside and waiting. */
  get load(): number {
    return this.#inside + this.#waiting.size;
  }

  /** A promise only where there is something to wait for. Whoever was let in must `leave`. Throws `Overloaded`. */
  enter(caller: Caller): Promise<void> | undefined {
    if (this.#inside < this.#limits.concurrency) {
      this.#inside++;
      return undefined;
    }
    if (this.#waiting.size >= this.#limits.queue) throw new Overloaded(this.load);
    return this.#waiting.wait(caller.signal);
  }

  /** The longest waiting takes the place of the one who leaves. */
  leave(): void {
    if (!this.#waiting.serve()) this.#inside--;
  }
}
