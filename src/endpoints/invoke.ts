import { type ChainOptions, runChain } from "../pipeline/chain.js";
import type { Invocation, Reply } from "../pipeline/container.js";
import type { Stage } from "../pipeline/stage.js";
import { Trace, type TraceDetail, type TraceStore } from "../pipeline/trace.js";
import type { Endpoints } from "./endpoints.js";
import { invocationErrors, StageError } from "./errors.js";
import type { Fleet } from "./fleet.js";
import type { Instance } from "./instance.js";
import type { Variant } from "./variant.js";

export type { Invocation } from "../pipeline/container.js";

export interface InvokeServices {
  readonly endpoints: Endpoints;
  readonly traces: TraceStore;
  readonly chain: ChainOptions;
}

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
}

export interface Invoked {
  readonly reply: Reply;
  readonly variant: string;
  readonly traceId?: string;
}

/** Throws `InvocationError` when there is nothing to call, `StageError` when a container gave no prediction. */
export async function invoke(services: InvokeServices, target: InvokeTarget, invocation: Invocation): Promise<Invoked> {
  const fleet = servingFleet(services, target) ?? (await restoredFleet(services, target));
  const variant = target.variant === undefined ? fleet.pick() : fleet.variant(target.variant);
  if (variant === undefined) throw invocationErrors.variantNotFound(target.endpoint, target.variant!);
  if (target.model !== undefined) throw invocationErrors.targetModel(target.endpoint);
  const instance = variant.pick();
  if (instance === undefined) throw invocationErrors.notServing(target.endpoint, "without instances");
  const stages = stagesFor(target, variant, instance);
  instance.enter();
  try {
    if (target.trace !== undefined) return await traced(services, target, variant, stages, invocation);
    return { reply: await runChain(stages, invocation, services.chain), variant: variant.plan.name };
  } finally {
    instance.leave();
  }
}

/** The fleet that takes requests; undefined while a restart brings the endpoint back. */
function servingFleet({ endpoints }: InvokeServices, target: InvokeTarget): Fleet | undefined {
  const endpoint = endpoints.get(target.endpoint);
  // Other than in the control plane, the case of the name counts here.
  if (endpoint === undefined || endpoint.record.name !== target.endpoint) {
    throw invocationErrors.endpointNotFound(target.endpoint, target.account);
  }
  if (endpoint.fleet !== undefined) return endpoint.fleet;
  if (endpoint.ready === undefined) throw invocationErrors.notServing(target.endpoint, endpoint.status);
  return undefined;
}

async function restoredFleet(services: InvokeServices, target: InvokeTarget): Promise<Fleet> {
  const endpoint = services.endpoints.get(target.endpoint)!;
  await endpoint.ready;
  if (endpoint.fleet === undefined) throw invocationErrors.notServing(target.endpoint, endpoint.status);
  return endpoint.fleet;
}

/** All stages, or in Direct mode the one that the request names. */
function stagesFor(target: InvokeTarget, variant: Variant, instance: Instance): readonly Stage[] {
  const { endpoint, hostname } = target;
  if (variant.plan.mode === "Serial") {
    if (hostname !== undefined) throw invocationErrors.containerUnwanted(endpoint);
    return instance.stages;
  }
  if (hostname === undefined) throw invocationErrors.containerRequired(endpoint);
  const stage = instance.stages.find(({ name }) => name === hostname);
  if (stage === undefined) throw invocationErrors.containerNotFound(endpoint, hostname);
  return [stage];
}

async function traced(
  services: InvokeServices,
  target: InvokeTarget,
  variant: Variant,
  stages: readonly Stage[],
  invocation: Invocation,
): Promise<Invoked> {
  const trace = new Trace(target.trace!);
  const where = { endpoint: target.endpoint, variant: variant.plan.name };
  try {
    const reply = await runChain(stages, invocation, services.chain, trace);
    services.traces.add(trace.finish(where, invocation));
    return { reply, variant: variant.plan.name, traceId: trace.id };
  } catch (error) {
    services.traces.add(trace.finish(where, invocation, error as Error));
    if (error instanceof StageError) error.traceId = trace.id;
    throw error;
  }
}
