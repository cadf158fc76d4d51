import { randomBytes } from "node:crypto";
import type { Stage } from "../pipeline/stage.js";
import type { Lease } from "./container-pool.js";
import { type Caller, Gate, type GateLimits } from "./gate.js";

/** One running copy of a whole pipeline: all its containers together, as on one machine in SageMaker. */
export class Instance {
  readonly id: string;
  readonly stages: readonly Stage[];
  readonly #leases: readonly Lease[];
  readonly #gate: Gate;
  #idle: (() => void) | undefined;

  constructor(id: string, stages: readonly Stage[], leases: readonly Lease[], limits: GateLimits) {
    this.id = id;
    this.stages = stages;
    this.#leases = leases;
    this.#gate = new Gate(limits);
  }

  /** Requests being worked on or waiting. */
  get inFlight(): number {
    return this.#gate.load;
  }

  /** As `Gate.enter`. */
  enter(caller: Caller): Promise<void> | undefined {
    return this.#gate.enter(caller);
  }

  leave(): void {
    this.#gate.leave();
    if (this.#gate.load === 0) this.#idle?.();
  }

  /** Waits, at most `graceMs`, for the requests under way, then gives the containers back. Nothing may enter any more. */
  async retire(graceMs: number): Promise<void> {
    if (this.#gate.load > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
        timer = setTimeout(resolve, graceMs);
      });
      clearTimeout(timer);
    }
    await Promise.allSettled(this.#leases.map((lease) => lease.release()));
  }
}

/** An id in the form of EC2's. */
export function newInstanceId(): string {
  return `i-${randomBytes(9).toString("hex").slice(1)}`;
}
