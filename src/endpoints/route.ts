import type { Stage } from "../pipeline/stage.js";
import type { TraceDetail } from "../pipeline/trace.js";
import type { Endpoint } from "./endpoint.js";
import type { Endpoints } from "./endpoints.js";
import { invocationErrors } from "./errors.js";
import type { Fleet } from "./fleet.js";
import type { Caller } from "./gate.js";
import type { Instance } from "./instance.js";
import type { Variant } from "./variant.js";

/** Where a request is to go and what is to be kept of it. */
export interface InvokeTarget {
  readonly endpoint: string;
  /** For messages. */
  readonly account: string;
  readonly variant?: string | undefined;
  /** Of a container, on endpoints in Direct mode. */
  readonly hostname?: string | undefined;
  /** Of a multi-model endpoint. */
  readonly model?: string | undefined;
  readonly trace?: TraceDetail | undefined;
  /** Whether the request came by InvokeEndpointAsync: an endpoint with AsyncInferenceConfig takes no others. */
  readonly queued?: boolean;
}

/** The fleet that takes requests; undefined while a restart brings the endpoint back. */
export function servingFleet(endpoints: Endpoints, target: InvokeTarget): Fleet | undefined {
  const endpoint = endpoints.get(target.endpoint);
  // Other than in the control plane, the case of the name counts here.
  if (endpoint === undefined || endpoint.record.name !== target.endpoint) {
    throw invocationErrors.endpointNotFound(target.endpoint, target.account);
  }
  if (endpoint.fleet !== undefined) return fleetOf(endpoint, target);
  if (endpoint.ready === undefined) throw invocationErrors.notServing(target.endpoint, endpoint.status);
  return undefined;
}

/** While an update shifts the traffic: the fleet picked, unless only the other one has what the request asks for. */
function fleetOf({ fleet, rollout }: Endpoint, target: InvokeTarget): Fleet {
  if (rollout === undefined) return fleet!;
  const picked = rollout.pick();
  return suits(picked, target) ? picked : picked === rollout.to ? rollout.from : rollout.to;
}

function suits(fleet: Fleet, { variant, queued = false }: InvokeTarget): boolean {
  const queues = fleet.deployment.config.AsyncInferenceConfig !== undefined;
  return queues === queued && (variant === undefined || fleet.variant(variant) !== undefined);
}

/** As `servingFleet`, once the restart has brought the endpoint back. */
export async function restoredFleet(endpoints: Endpoints, target: InvokeTarget): Promise<Fleet> {
  const endpoint = endpoints.get(target.endpoint)!;
  await endpoint.ready;
  if (endpoint.fleet === undefined) throw invocationErrors.notServing(target.endpoint, endpoint.status);
  return endpoint.fleet;
}

/** The variant that a request goes to. Throws `InvocationError` when the fleet has nothing of what the request names. */
export function variantIn(fleet: Fleet, target: InvokeTarget): Variant {
  if (fleet.deployment.config.AsyncInferenceConfig !== undefined && target.queued !== true) {
    throw invocationErrors.asyncOnly(target.endpoint);
  }
  const variant = target.variant === undefined ? fleet.pick() : fleet.variant(target.variant);
  if (variant === undefined) throw invocationErrors.variantNotFound(target.endpoint, target.variant!);
  if (target.model !== undefined) throw invocationErrors.targetModel(target.endpoint);
  checkHostname(variant, target);
  return variant;
}

/** A request names a container in Direct mode, and only then. Throws `InvocationError`. */
export function checkHostname({ plan }: Variant, { endpoint, hostname }: InvokeTarget): void {
  if (plan.mode === "Serial") {
    if (hostname !== undefined) throw invocationErrors.containerUnwanted(endpoint);
    return;
  }
  if (hostname === undefined) throw invocationErrors.containerRequired(endpoint);
  if (!plan.containers.some(({ name }) => name === hostname)) {
    throw invocationErrors.containerNotFound(endpoint, hostname);
  }
}

/** As `Variant.enter`. Throws `InvocationError` where there is no instance. */
export function enter(
  variant: Variant,
  target: InvokeTarget,
  caller: Caller,
  except?: Instance,
): Instance | Promise<Instance> {
  const instance = variant.enter(caller, except);
  if (instance === undefined) throw invocationErrors.notServing(target.endpoint, "without instances");
  return instance;
}

/** All stages, or in Direct mode the one that the request names. */
export function stagesOf({ stages }: Instance, { hostname }: InvokeTarget): readonly Stage[] {
  return hostname === undefined ? stages : stages.filter(({ name }) => name === hostname);
}
