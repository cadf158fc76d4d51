/** The time that is left of a budget, as a signal for those who heed one and a race against those who do not. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #passed: Promise<never>;

  /** @param remainingMs may be 0 or less: then the deadline passes at once. */
  constructor(remainingMs: number, outer?: AbortSignal) {
    const controller = new AbortController();
    this.signal = outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]);
    this.#timer = setTimeout(() => controller.abort(new DeadlinePassed()), Math.max(0, remainingMs));
    const signal = this.signal;
    this.#passed = new Promise((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    this.#passed.catch(() => {});
  }

  /** The value of `work`; rejects with `DeadlinePassed`, or the outer signal's reason, as soon as the signal fires. */
  race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#passed]);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

export class DeadlinePassed extends Error {
  constructor() {
    super("the time budget is spent");
    this.name = "DeadlinePassed";
  }
}
