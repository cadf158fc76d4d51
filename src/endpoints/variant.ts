import type { Artifact } from "../stores/artifacts/cache.js";
import { captureOutputVariable } from "./capture/capture.js";
import type { VariantPlan } from "./deployment.js";
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
  readonly #artifacts: readonly (Artifact | null)[];
  readonly #holder: object;
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
    this.serverless =
      plan.maxConcurrency === undefined ? undefined : new Serverless(this, context, context.serverlessIdleMs);
    this.#artifacts = artifacts;
    this.#holder = holder;
  }

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  /** Starts instances or retires them until there are `count`; when one does not start, there are as many as before. */
  async scale(count: number, context: StartContext, graceMs: number): Promise<void> {
    const before = this.#instances;
    const start = (position: number) => startInstance(this.plan, this.#artifacts, position, this.#holder, context);
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

  /** The instance for the next request, not `except` where there is another; undefined when there is none. */
  pick(except?: Instance): Instance | undefined {
    const all = this.#instances;
    const instances = except === undefined || all.length <= 1 ? all : all.filter((instance) => instance !== except);
    if (instances.length <= 1) return instances[0];
    const first = Math.floor(Math.random() * instances.length);
    if (this.plan.routing === "RANDOM") return instances[first];
    let best = instances[first]!;
    for (let step = 1; step < instances.length; step++) {
      const instance = instances[(first + step) % instances.length]!;
      if (instance.inFlight < best.inFlight) best = instance;
    }
    return best;
  }
}
