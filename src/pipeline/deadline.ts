/** The time that is left of a budget, as a signal for those who heed one and a race against those who do not. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #passed: Promise<never>;
  readonly #outer: AbortSignal | undefined;
  readonly #pass: () => void;

  /** @param remainingMs may be 0 or less: then the deadline passes at once. */
  constructor(remainingMs: number, outer?: AbortSignal) {
    const controller = new AbortController();
    const { signal } = controller;
    this.signal = signal;
    this.#timer = setTimeout(() => controller.abort(new DeadlinePassed()), Math.max(0, remainingMs));
    this.#passed = new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    this.#passed.catch(() => {});
    // Not `AbortSignal.any`: Node 20 keeps a joined signal that is listened to for ever, one for each request.
    this.#outer = outer;
    this.#pass = () => controller.abort(outer!.reason);
    if (outer?.aborted) this.#pass();
    else outer?.addEventListener("abort", this.#pass, { once: true });
  }

  /** The value of `work`; rejects with `DeadlinePassed`, or the outer signal's reason, as soon as the signal fires. */
  race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#passed]);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#pass);
  }
}

/** Why a wait was given up: its deadline came first. */
export class DeadlinePassed extends Error {
  constructor() {
    super("the time budget is spent");
    this.name = "DeadlinePassed";
  }
}
