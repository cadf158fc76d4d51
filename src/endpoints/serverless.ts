import type { ServerlessDefinition } from "./definitions.js";
import { Throttled } from "./errors.js";
import type { Caller } from "./gate.js";
import type { Instance } from "./instance.js";
import { Waiting } from "./waiting.js";

interface Idle {
  readonly instance: Instance;
  readonly since: number;
}

/**
 * The instances of a serverless variant: as on SageMaker each works on one invocation at a time, one more is started for an
 * invocation that finds them all at work, and what has not been needed for some time is stopped again, down to none. An
 * invocation waits for the instance that is started for it or for one that is done, whichever is there first.
 */
export class Serverless {
  readonly #start: () => Promise<Instance>;
  readonly #idleMs: number;
  #config: ServerlessDefinition;
  #invocations = 0;
  readonly #instances = new Set<Instance>();
  /** The longest idle first; the last takes the next invocation, so that those not needed stay idle. */
  readonly #idle: Idle[] = [];
  readonly #waiting = new Waiting<Instance>();
  readonly #starting = new Set<Promise<void>>();
  readonly #stopping = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /** @param idleMs after so long without an invocation an instance is stopped */
  constructor(config: ServerlessDefinition, idleMs: number, start: () => Promise<Instance>) {
    this.#config = config;
    this.#idleMs = idleMs;
    this.#start = start;
  }

  get instances(): readonly Instance[] {
    return [...this.#instances];
  }

  /** How many are there without any invocation. */
  get #kept(): number {
    return this.#config.ProvisionedConcurrency ?? 0;
  }

  /** Starts what is to be there without any invocation, and at least one: so that a variant that cannot start is found out. */
  async open(): Promise<void> {
    await this.#provision(Math.max(1, this.#kept));
    this.#stopIdle();
  }

  /** Changes the limits; instances beyond those provisioned stop when they have been idle. Throws `DeploymentError`. */
  async change(config: ServerlessDefinition): Promise<void> {
    await this.#provision(config.ProvisionedConcurrency ?? 0);
    this.#config = config;
    this.#stopIdle();
  }

  /**
   * An instance that has nothing else to do and has let the invocation in, not `except` where there is another. Whoever was given
   * one must `leave` it. Throws `Throttled`; rejects with `DeploymentError` when there is none and none can be started, and when
   * the caller has gone.
   */
  enter(caller: Caller, except?: Instance): Instance | Promise<Instance> {
    const { MaxConcurrency } = this.#config;
    if (this.#invocations >= MaxConcurrency) throw new Throttled(MaxConcurrency);
    this.#invocations++;
    const at = this.#idle.findLastIndex(({ instance }) => instance !== except);
    if (at >= 0) {
      const [{ instance }] = this.#idle.splice(at, 1) as [Idle];
      instance.enter(caller);
      return instance;
    }
    const turn = this.#waiting.wait(caller.signal).catch((error: unknown) => {
      this.#invocations--;
      throw error;
    });
    this.#grow();
    return turn;
  }

  leave(instance: Instance): void {
    this.#invocations--;
    if (this.#waiting.serve(instance)) return;
    instance.leave();
    this.#rest(instance);
  }

  /** Nothing is started or stopped from now on; waits for what is being. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#starting, ...this.#stopping]);
  }

  /** Starts an instance for every invocation that waits. The very first alone: the others may share its native containers. */
  #grow(): void {
    while (this.#starting.size < this.#waiting.size && !(this.#instances.size === 0 && this.#starting.size > 0)) {
      if (this.#ended) {
        if (this.#instances.size === 0) this.#waiting.refuse(new Error("The variant is being retired."));
        return;
      }
      const starting: Promise<void> = this.#start().then(
        (instance) => {
          this.#starting.delete(starting);
          this.#add(instance);
          this.#grow();
        },
        (error: unknown) => {
          this.#starting.delete(starting);
          // Where there are others, they take what waits.
          if (this.#instances.size === 0 && this.#starting.size === 0) this.#waiting.refuse(error);
        },
      );
      this.#starting.add(starting);
    }
  }

  async #provision(count: number): Promise<void> {
    const start = async () => this.#add(await this.#start());
    if (this.#instances.size === 0 && count > 0) await start();
    const results = await Promise.allSettled(Array.from({ length: count - this.#instances.size }, start));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }

  #add(instance: Instance): void {
    this.#instances.add(instance);
    if (this.#waiting.serve(instance)) instance.enter({});
    else this.#rest(instance);
  }

  #rest(instance: Instance): void {
    this.#idle.push({ instance, since: performance.now() });
    this.#timer ??= this.#look(this.#idleMs);
  }

  #look(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#stopIdle(), Math.ceil(ms)).unref();
  }

  #stopIdle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#ended) return;
    const before = performance.now() - this.#idleMs;
    while (this.#instances.size > this.#kept && this.#idle.length > 0) {
      const [{ instance, since }] = this.#idle as [Idle];
      if (since > before) {
        this.#timer = this.#look(since - before);
        return;
      }
      this.#idle.shift();
      this.#instances.delete(instance);
      const stopping: Promise<void> = instance.retire(0).finally(() => this.#stopping.delete(stopping));
      this.#stopping.add(stopping);
    }
  }
}
