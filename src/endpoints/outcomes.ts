import { ContainerUnavailable, Overloaded, StageError, StreamBroken } from "./errors.js";

/** A power of two; enough for a 99th percentile that is not one single invocation. */
const kept = 1024;

/** How the last 1024 invocations of something went: a sliding window that costs two stores per invocation. */
export class Outcomes {
  readonly #ms = new Float64Array(kept);
  readonly #failed = new Uint8Array(kept);
  #total = 0;

  record(failed: boolean, ms: number): void {
    const at = this.#total++ & (kept - 1);
    this.#ms[at] = ms;
    this.#failed[at] = failed ? 1 : 0;
  }

  /** Invocations in the window. */
  get count(): number {
    return Math.min(this.#total, kept);
  }

  /** Invocations in the window that failed. */
  get failed(): number {
    return this.#failed.reduce((sum, failed) => sum + failed, 0);
  }

  /** The latency in ms that the share `quantile` of the window's invocations did not pass (nearest rank); NaN of an empty window. */
  latency(quantile: number): number {
    const sorted = this.#ms.slice(0, this.count).sort();
    return sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)] ?? Number.NaN;
  }
}

/** Whether CloudWatch would count the error with `Invocation5XXErrors`: not the caller's doing. */
export function isFailure(error: unknown): boolean {
  if (error instanceof StageError) return error.status < 300 || error.status > 499;
  return error instanceof Overloaded || error instanceof ContainerUnavailable || error instanceof StreamBroken;
}
