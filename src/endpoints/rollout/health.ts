import type { Outcomes } from "../outcomes.js";

/** What an alarm watches of a new fleet; it goes off when one of the limits is passed. */
export interface AlarmLimits {
  /** Of the invocations, how many may fail with 5xx or a time-out; 0 to 1. */
  readonly errorShare?: number;
  /** The latency that half of the invocations may take at most. */
  readonly p50Ms?: number;
  /** The latency that 99 of 100 invocations may take at most. */
  readonly p99Ms?: number;
}

/** By the name that a DeploymentConfig calls the alarm. They take the place of CloudWatch's. */
export type Alarms = Readonly<Record<string, AlarmLimits>>;

/** Which of the alarms goes off, and by which figures; undefined when all is well. */
export function alarmReason(names: readonly string[], alarms: Alarms, outcomes: Outcomes): string | undefined {
  if (outcomes.count === 0) return undefined;
  for (const name of names) {
    const limits = Object.hasOwn(alarms, name) ? alarms[name] : {};
    const passed = passedLimit(limits, outcomes);
    if (passed !== undefined) return `The alarm "${name}" went off: ${passed}.`;
  }
  return undefined;
}

function passedLimit({ errorShare, p50Ms, p99Ms }: AlarmLimits, outcomes: Outcomes): string | undefined {
  const { count, failed } = outcomes;
  if (errorShare !== undefined && failed / count > errorShare) {
    return `${failed} of ${count} invocations of the new fleet failed (${percent(failed / count)}, limit ${percent(errorShare)})`;
  }
  return slow("p50", outcomes.latency(0.5), p50Ms, count) ?? slow("p99", outcomes.latency(0.99), p99Ms, count);
}

function slow(name: string, latency: number, limit: number | undefined, count: number): string | undefined {
  if (limit === undefined || latency <= limit) return undefined;
  return `the ${name} latency of ${count} invocations of the new fleet was ${latency.toFixed(1)} ms (limit ${limit} ms)`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
