import type { RecordStore } from "../../stores/records/store.js";
import type { Endpoint } from "../endpoint.js";
import type { Endpoints } from "../endpoints.js";
import type { Variant } from "../variant.js";
import {
  type Load,
  type Metric,
  metrics,
  type ScalableTarget,
  type ScalingPolicy,
  variantOf,
  wantedInstances,
} from "./policy.js";

export const kinds = { target: "scalable-target", policy: "scaling-policy" } as const;

export interface ScalerOptions {
  readonly endpoints: Endpoints;
  readonly records: RecordStore;
  /** How often targets are looked at, in ms. */
  readonly periodMs: number;
  /** Over how long requests are counted, in ms. */
  readonly windowMs: number;
  readonly log: (message: string) => void;
}

const defaultCooldownSeconds = 300;

/** How many requests a variant had taken by a time. */
interface Sample {
  readonly at: number;
  readonly invocations: number;
}

interface History {
  readonly variant: Variant;
  samples: Sample[];
  scaledOut: number;
  scaledIn: number;
}

/** Keeps registered variants between their bounds, at as many instances as their policies' targets ask for. */
export class Scaler {
  readonly #options: ScalerOptions;
  #histories = new Map<string, History>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: ScalerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#look(), options.periodMs).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { records, endpoints } = this.#options;
    const policies = records.all<ScalingPolicy>(kinds.policy).map(({ document }) => document);
    const before = this.#histories;
    // Anew each time: what is not a target any more, or has no variant, is not held on to with its containers.
    this.#histories = new Map();
    for (const { document: target } of records.all<ScalableTarget>(kinds.target)) {
      const { ResourceId: id } = target;
      const place = variantOf(id)!;
      const endpoint = endpoints.get(place.endpoint);
      const variant = endpoint?.fleet?.variant(place.variant);
      if (endpoint === undefined || variant === undefined || variant.serverless !== undefined) continue;
      const history = historyOf(variant, before.get(id));
      this.#histories.set(id, history);
      if (endpoint.status !== "InService") continue;
      this.#count(history);
      const own = policies.filter(({ ResourceId }) => ResourceId === id);
      try {
        this.#scale(endpoint, target, own, history);
      } catch (error) {
        this.#options.log(`${id} could not be scaled: ${(error as Error).message}`);
      }
    }
  }

  #count(history: History): void {
    const now = performance.now();
    const since = now - this.#options.windowMs;
    history.samples = history.samples.filter(({ at }) => at >= since);
    history.samples.push({ at: now, invocations: history.variant.invocations });
  }

  #scale(endpoint: Endpoint, target: ScalableTarget, policies: readonly ScalingPolicy[], history: History): void {
    const { variant } = history;
    const load = loadOf(history, this.#options.windowMs);
    const now = Date.now();
    // The bounds hold in a cooldown too, and where there is no policy.
    const bounded = Math.min(target.MaxCapacity, Math.max(target.MinCapacity, load.instances));
    const wishes = policies.map(({ TargetTrackingScalingPolicyConfiguration: tracking }) => {
      const metric = metrics[tracking.PredefinedMetricSpecification!.PredefinedMetricType as Metric];
      const wanted = wantedInstances(target, tracking, metric(load), load.instances);
      const { ScaleOutCooldown = defaultCooldownSeconds, ScaleInCooldown = defaultCooldownSeconds } = tracking;
      if (wanted > load.instances && now < history.scaledOut + ScaleOutCooldown * 1000) return bounded;
      const lastStep = Math.max(history.scaledIn, history.scaledOut);
      if (wanted < load.instances && now < lastStep + ScaleInCooldown * 1000) return bounded;
      return wanted;
    });
    // Of several policies the one that asks for most wins.
    const wanted = wishes.length === 0 ? bounded : Math.max(...wishes);
    if (wanted === load.instances) return;
    if (wanted > load.instances) history.scaledOut = now;
    else history.scaledIn = now;
    this.#options.log(
      `${target.ResourceId}: from ${load.instances} to ${wanted} instances ` +
        `(${load.perMinute.toFixed(0)} requests a minute, ${load.inFlight} in progress)`,
    );
    const desired = endpoint.record.document.current!.desired;
    const name = variant.plan.name;
    endpoint.updateDesired({ ...desired, [name]: { ...desired[name], instanceCount: wanted } });
  }
}

/**
 * An update brings a new variant of the same name: its count begins anew, and so does the cooldown, since a count that has only
 * begun says nothing of how few requests there are.
 */
function historyOf(variant: Variant, before: History | undefined): History {
  return before?.variant === variant ? before : { variant, samples: [], scaledOut: 0, scaledIn: Date.now() };
}

function loadOf({ variant, samples }: History, windowMs: number): Load {
  const [first] = samples;
  const last = samples.at(-1)!;
  // No sample is older than a window; before a whole one has passed, the requests so far count as if spread over one.
  return {
    perMinute: ((last.invocations - first!.invocations) * 60_000) / windowMs,
    inFlight: variant.instances.reduce((sum, { inFlight }) => sum + inFlight, 0),
    instances: Math.max(1, variant.instances.length),
  };
}
