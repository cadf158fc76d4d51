import { setTimeout as sleep } from "node:timers/promises";
import { DeadlinePassed } from "../pipeline/deadline.js";

/** What the last `/ping` said, for people: `/ping answered 500`, `/ping did not answer: connect ECONNREFUSED …`. */
export interface PingRecord {
  last: string;
}

/**
 * Pings until 200. Rejects with the signal's reason when it fires; `record.last` then tells what the last ping said.
 * The pause grows from 20 ms to 500 ms: a native process is up in tens of milliseconds, a JVM in seconds.
 */
export async function untilHealthy(
  ping: (signal: AbortSignal) => Promise<number>,
  signal: AbortSignal,
  record: PingRecord,
): Promise<void> {
  for (let pause = 20; ; pause = Math.min(500, pause * 1.5)) {
    try {
      const status = await ping(signal);
      if (status === 200) return;
      record.last = `/ping answered ${status}`;
    } catch (error) {
      if (!signal.aborted) record.last = `/ping did not answer: ${reason(error)}`;
    }
    await sleep(pause, undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof DeadlinePassed ? "no reply within 2 s" : error.message;
}
