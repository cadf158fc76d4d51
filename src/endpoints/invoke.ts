import { type ChainOptions, runChain } from "../pipeline/chain.js";
import type { Invocation, Reply } from "../pipeline/container.js";
import type { Stage } from "../pipeline/stage.js";
import { Trace, type TraceStore } from "../pipeline/trace.js";
import type { Endpoints } from "./endpoints.js";
import { StageError } from "./errors.js";
import { type InvokeTarget, restoredFleet, routeIn, servingFleet } from "./route.js";
import type { Variant } from "./variant.js";

export type { Invocation } from "../pipeline/container.js";

export interface InvokeServices {
  readonly endpoints: Endpoints;
  readonly traces: TraceStore;
  readonly chain: ChainOptions;
}

export interface Invoked {
  readonly reply: Reply;
  readonly variant: string;
  readonly traceId?: string;
}

/** Throws `InvocationError` when there is nothing to call, `StageError` when a container gave no prediction. */
export async function invoke(services: InvokeServices, target: InvokeTarget, invocation: Invocation): Promise<Invoked> {
  const fleet = servingFleet(services.endpoints, target) ?? (await restoredFleet(services.endpoints, target));
  const { variant, instance, stages } = routeIn(fleet, target);
  instance.enter();
  try {
    if (target.trace !== undefined) return await traced(services, target, variant, stages, invocation);
    return { reply: await runChain(stages, invocation, services.chain), variant: variant.plan.name };
  } finally {
    instance.leave();
  }
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
