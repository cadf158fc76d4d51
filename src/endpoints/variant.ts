import type { Artifact } from "../stores/artifacts/cache.js";
import { captureOutputVariable } from "./capture/capture.js";
import type { Desired, VariantPlan } from "./deployment.js";
import type { Caller } from "./gate.js";
import type { Instance } from "./instance.js";
import { Serverless } from "./serverless.js";
import { type StartContext, startInstance } from "./start-instance.js";

/** One production variant of a fleet: some instances of one model, and its share of the traffic. */
export class Variant {
  readonly plan: VariantPlan;
  weight: number;
  /** Requests taken so far. */
  invocations = 0;
  /** Containers whose output is captured beside the pipeline's own. */
  readonly captured: ReadonlySet<string>;
  /** Present when the variant has instances only while they are needed. */
  readonly serverless: Serverless | undefined;
  readonly #start: (position: number) => Promise<Instance>;
  #instances: readonly Instance[] = [];

  /** @param holder the fleet: containers are reused between fleets, not within one */
  constructor(plan: VariantPlan, artifacts: readonly (Artifact | null)[], holder: object, context: StartContext) {
    this.plan = plan;
    this.weight = plan.weight;
    this.captured = new Set(
      plan.containers
        .filter(({ environment }) => environment[captureOutputVariable] === "true")
        .map(({ name }) => name),
    );
    this.#start = (position) => startInstance(plan, artifacts, position, holder, context);
    let started = 0;
    if (plan.serverless !== undefined) {
      this.serverless = new Serverless(plan.serverless, context.serverlessIdleMs, () => this.#start(started++));
    }
  }

  get instances(): readonly Instance[] {
    return this.serverless?.instances ?? this.#instances;
  }

  /** Starts the instances that the plan asks for. Throws `DeploymentError`; those that had started by then are kept. */
  open(): Promise<void> {
    return this.serverless?.open() ?? this.#scale(this.plan.instanceCount, 0);
  }

  /** Starts or retires instances until there are as many as desired. Throws `DeploymentError`; there are as many as before then. */
  change({ instanceCount, serverless }: Desired, graceMs: number): Promise<void> {
    if (this.serverless === undefined) return this.#scale(instanceCount, graceMs);
    return serverless === undefined ? Promise.resolve() : this.serverless.change(serverless);
  }

  /**
   * An instance that has let the invocation in, not `except` where there is another; undefined when there is none. Whoever was
   * given one must `leave` it. Throws `Overloaded` or `Throttled`; rejects with `DeploymentError`, or when the caller has gone.
   */
  enter(caller: Caller, except?: Instance): Instance | Promise<Instance> | undefined {
    if (this.serverless !== undefined) return this.serverless.enter(caller, except);
    const instance = this.#pick(except);
    const turn = instance?.enter(caller);
    return turn === undefined ? instance : turn.then(() => instance!);
  }

  leave(instance: Instance): void {
    if (this.serverless === undefined) instance.leave();
    else this.serverless.leave(instance);
  }

  /** Takes no more invocations; lets those under way finish, for at most `graceMs`, and gives all containers back. */
  async retire(graceMs: number): Promise<void> {
    await this.serverless?.end();
    await Promise.all(this.instances.map((instance) => instance.retire(graceMs)));
  }

  async #scale(count: number, graceMs: number): Promise<void> {
    const before = this.#instances;
    const start = this.#start;
    const added: Instance[] = [];
    try {
      // The first alone: the others may share its native containers.
      if (before.length === 0 && count > 0) added.push(await start(0));
      const running = before.length + added.length;
      const rest = Array.from({ length: count - running }, (_, index) => start(running + index));
      const results = await Promise.allSettled(rest);
      for (const result of results) if (result.status === "fulfilled") added.push(result.value);
      for (const result of results) if (result.status === "rejected") throw result.reason;
    } catch (error) {
      await Promise.all(added.map((instance) => instance.retire(0)));
      throw error;
    }
    this.#instances = [...before.slice(0, count), ...added];
    await Promise.all(before.slice(count).map((instance) => instance.retire(graceMs)));
  }

  #pick(except?: Instance): Instance | undefined {
    const all = this.#instances;
    const instances = except === undefined || all.length <= 1 ? all : all.filter((instance) => instance !== except);
    if (instances.length <= 1) return instances[0];
    const first = Math.floor(Math.random() * instances.length);
    if (this.plan.routing === "RANDOM") return instances[first];
    let best = instances[first];
    for (let step = 1; step < instances.length; step++) {
      const instance = instances[(first + step) % instances.length];
      if (instance.inFlight < best.inFlight) best = instance;
    }
    return best;
  }
}
