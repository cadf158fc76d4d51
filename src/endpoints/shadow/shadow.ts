import { type ChainOptions, runChain } from "../../pipeline/chain.js";
import type { Invocation, Reply } from "../../pipeline/container.js";
import type { Capture } from "../capture/capture.js";
import { isFailure, Outcomes } from "../outcomes.js";
import { checkHostname, enter, type InvokeTarget, stagesOf } from "../route.js";
import type { Variant } from "../variant.js";

/** Mirrored invocations under way at a time; what comes meanwhile is not mirrored, and counted. */
const longestBacklog = 64;

/**
 * The shadow variant of a fleet: it gets copies of invocations; its answers are compared with the client's, captured where the
 * endpoint captures data, and dropped.
 */
export class Shadow {
  readonly variant: Variant;
  readonly #production: Variant;
  readonly #capture: Capture | undefined;
  readonly #expected = new Outcomes();
  readonly #mirrored = new Outcomes();
  readonly #counts = { invocations: 0, dropped: 0, errors: 0, same: 0, different: 0 };
  #underWay = 0;

  constructor(variant: Variant, production: Variant, capture: Capture | undefined) {
    this.variant = variant;
    this.#production = production;
    this.#capture = capture;
  }

  /** Whether the next invocation is mirrored: in the proportion of the shadow's weight to the production variant's. */
  sampled(): boolean {
    return Math.random() * this.#production.weight < this.variant.weight;
  }

  /**
   * Mirrors an invocation that the production variant has answered, after the client's answer is on its way. Never throws.
   *
   * @param expected the body of the client's answer, of a streamed one all its pieces; `ms` is how long all of it took
   */
  mirror(target: InvokeTarget, invocation: Invocation, expected: Uint8Array, ms: number, options: ChainOptions): void {
    if (this.#underWay >= longestBacklog) {
      this.#counts.dropped++;
      return;
    }
    this.#underWay++;
    this.#expected.record(false, ms);
    // Without the client's signal: it may be gone by then.
    const { contentType, accept, headers, body } = invocation;
    setImmediate(() => {
      void this.#run(target, { contentType, accept, headers, body }, expected, options).finally(() => this.#underWay--);
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

  async #run(target: InvokeTarget, invocation: Invocation, expected: Uint8Array, options: ChainOptions): Promise<void> {
    const counts = this.#counts;
    counts.invocations++;
    const started = performance.now();
    try {
      const reply = await this.#answer(target, invocation, options);
      this.#mirrored.record(false, performance.now() - started);
      if (this.#capture?.sampled()) this.#capture.record(this.variant.plan.name, invocation, reply, []);
      if (Buffer.compare(reply.body, expected) === 0) counts.same++;
      else counts.different++;
    } catch (error) {
      this.#mirrored.record(isFailure(error), performance.now() - started);
      counts.errors++;
    }
  }

  async #answer(target: InvokeTarget, invocation: Invocation, options: ChainOptions): Promise<Reply> {
    checkHostname(this.variant, target);
    const instance = await enter(this.variant, target, invocation);
    try {
      return await runChain(stagesOf(instance, target), invocation, options);
    } finally {
      this.variant.leave(instance);
    }
  }
}
