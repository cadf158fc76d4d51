import type { StartContext } from "./start-instance.js";
import type { Variant } from "./variant.js";

/**
 * A serverless variant's instances: none while nobody asks for a prediction, one as soon as somebody does. (SageMaker may run
 * several; here one is given as many requests at a time as `MaxConcurrency` says.)
 */
export class Serverless {
  readonly #variant: Variant;
  readonly #context: StartContext;
  readonly #idleMs: number;
  #waking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastUse = 0;

  constructor(variant: Variant, context: StartContext, idleMs: number) {
    this.#variant = variant;
    this.#context = context;
    this.#idleMs = idleMs;
  }

  /** Notes a request, and starts the instance where there is none: then a promise. Throws `DeploymentError`. */
  use(): Promise<void> | undefined {
    this.#lastUse = Date.now();
    this.#timer ??= setTimeout(() => this.#sleepIfIdle(), this.#idleMs).unref();
    if (this.#variant.instances.length > 0) return undefined;
    this.#waking ??= this.#variant.scale(1, this.#context, 0).finally(() => {
      this.#waking = undefined;
    });
    return this.#waking;
  }

  /** No more instances are started or stopped from now on; waits for the one that is being started. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#waking?.catch(() => {});
  }

  #sleepIfIdle(): void {
    const left = this.#lastUse + this.#idleMs - Date.now();
    const busy = this.#variant.instances.some((instance) => instance.inFlight > 0);
    if (left > 0 || busy) {
      this.#timer = setTimeout(() => this.#sleepIfIdle(), Math.max(left, 10)).unref();
      return;
    }
    this.#timer = undefined;
    // Nothing is in flight, so that nothing can be cut off; what comes now finds no instance and starts one.
    void this.#variant.scale(0, this.#context, 0);
  }
}
