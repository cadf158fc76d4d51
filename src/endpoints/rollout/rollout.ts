import { setTimeout as delay } from "node:timers/promises";
import { DeploymentError } from "../errors.js";
import type { Fleet } from "../fleet.js";
import { Outcomes } from "../outcomes.js";
import { type Alarms, alarmReason } from "./health.js";
import type { RolloutPlan } from "./policy.js";

/** How often the alarms are looked at while a step bakes. */
const checkMs = 100;
/** Before so many invocations, an alarm waits for the end of the step: the first failure alone says little. */
const fewInvocations = 10;

/** An update on its way from the old fleet to the new: both take requests, the new one by the share reached. */
export class Rollout {
  readonly from: Fleet;
  readonly to: Fleet;
  readonly started = new Date();
  /** Since when the present step is being watched. */
  stepped = this.started;
  /** Of the requests, what the new fleet takes. */
  share = 0;
  readonly #plan: RolloutPlan;

  constructor(from: Fleet, to: Fleet, plan: RolloutPlan) {
    this.from = from;
    this.to = to;
    this.#plan = plan;
  }

  /** The fleet for the next request. */
  pick(): Fleet {
    return Math.random() < this.share ? this.to : this.from;
  }

  /** Takes all steps. Throws `DeploymentError` when an alarm went off or it took too long, and the signal's reason. */
  async run(alarms: Alarms, signal: AbortSignal): Promise<void> {
    const { shares, bakeMs, timeoutMs } = this.#plan;
    const end = performance.now() + timeoutMs;
    if (this.#plan.alarms.length > 0) this.to.outcomes = new Outcomes();
    try {
      for (const share of shares) {
        this.share = share;
        this.stepped = new Date();
        await this.#bake(bakeMs, end, alarms, signal);
      }
    } finally {
      this.to.outcomes = undefined;
    }
  }

  async #bake(bakeMs: number, end: number, alarms: Alarms, signal: AbortSignal): Promise<void> {
    const baked = performance.now() + bakeMs;
    for (;;) {
      const left = baked - performance.now();
      if (left > 0) await delay(Math.min(left, checkMs), undefined, { signal });
      const done = baked <= performance.now();
      const reason = this.#reason(done, end, alarms);
      if (reason !== undefined) throw new DeploymentError(`${reason} The traffic went back to the old fleet.`);
      if (done) return;
    }
  }

  #reason(done: boolean, end: number, alarms: Alarms): string | undefined {
    const { outcomes } = this.to;
    if (outcomes !== undefined && (done || outcomes.count >= fewInvocations)) {
      const reason = alarmReason(this.#plan.alarms, alarms, outcomes);
      if (reason !== undefined) return reason;
    }
    if (performance.now() < end) return undefined;
    return `The update took longer than MaximumExecutionTimeoutInSeconds (${this.#plan.timeoutMs / 1000} s).`;
  }
}
