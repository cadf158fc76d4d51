import { Overloaded } from "./errors.js";

export interface GateLimits {
  /** Requests that one instance works on at a time. */
  readonly concurrency: number;
  /** Requests that may wait for one instance; beyond that they are refused at once. */
  readonly queue: number;
}

/** Lets so many requests in at a time; the rest wait in order, and too many are refused with `Overloaded`. */
export class Gate {
  readonly #limits: GateLimits;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Requests inside and waiting. */
  get load(): number {
    return this.#inside + this.#waiting.length;
  }

  /** A promise only where there is something to wait for. Whoever was let in must `leave`. Throws `Overloaded`. */
  enter(): Promise<void> | undefined {
    if (this.#inside < this.#limits.concurrency) {
      this.#inside++;
      return undefined;
    }
    if (this.#waiting.length >= this.#limits.queue) throw new Overloaded(this.load);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The longest waiting takes the place of the one who leaves. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#inside--;
    else next();
  }
}
