import { type ChainOptions, runChain } from "../../pipeline/chain.js";
import type { Invocation, Reply } from "../../pipeline/container.js";
import { isFailure, Outcomes } from "../outcomes.js";
import type { Variant } from "../variant.js";

/** Mirrored invocations under way at a time; what comes meanwhile is not mirrored, and counted. */
const longestBacklog = 64;

/** The shadow variant of a fleet: it gets copies of invocations; its answers are compared with the client's, and dropped. */
export class Shadow {
  readonly variant: Variant;
  readonly #production: Variant;
  readonly #expected = new Outcomes();
  readonly #mirrored = new Outcomes();
  readonly #counts = { invocations: 0, dropped: 0, errors: 0, same: 0, different: 0 };
  #underWay = 0;

  constructor(variant: Variant, production: Variant) {
    this.variant = variant;
    this.#production = production;
  }

  /** Whether the next invocation is mirrored: in the proportion of the shadow's weight to the production variant's. */
  sampled(): boolean {
    return Math.random() * this.#production.weight < this.variant.weight;
  }

  /** Mirrors an invocation that the production variant has answered, after the client's answer is on its way. Never throws. */
  mirror({ contentType, accept, headers, body }: Invocation, reply: Reply, ms: number, options: ChainOptions): void {
    if (this.#underWay >= longestBacklog) {
      this.#counts.dropped++;
      return;
    }
    this.#underWay++;
    this.#expected.record(false, ms);
    setImmediate(() => {
      void this.#run({ contentType, accept, headers, body }, reply, options).finally(() => this.#underWay--);
    });
  }

  /** What the comparison has shown since the fleet was started; latencies in ms, of the last 1024 mirrored invocations. */
  report() {
    const latency = (outcomes: Outcomes) =>
      outcomes.count === 0 ? null : { p50: outcomes.latency(0.5), p99: outcomes.latency(0.99) };
    return {
      production: { variant: this.#production.plan.name, latencyMs: latency(this.#expected) },
      shadow: { variant: this.variant.plan.name, latencyMs: latency(this.#mirrored), ...this.#counts },
    };
  }

  async #run(invocation: Invocation, expected: Reply, options: ChainOptions): Promise<void> {
    const counts = this.#counts;
    counts.invocations++;
    const started = performance.now();
    try {
      await this.variant.serverless?.use();
      const { body } = await this.#answer(invocation, options);
      this.#mirrored.record(false, performance.now() - started);
      if (Buffer.compare(body, expected.body) === 0) counts.same++;
      else counts.different++;
    } catch (error) {
      this.#mirrored.record(isFailure(error), performance.now() - started);
      counts.errors++;
    }
  }

  async #answer(invocation: Invocation, options: ChainOptions): Promise<Reply> {
    const instance = this.variant.pick();
    if (instance === undefined) throw new Error("The shadow variant has no instances.");
    const turn = instance.enter();
    if (turn !== undefined) await turn;
    try {
      return await runChain(instance.stages, invocation, options);
    } finally {
      instance.leave();
    }
  }
}
