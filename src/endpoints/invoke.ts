import { type ChainOptions, runChain } from "../pipeline/chain.js";
import type { Invocation, Reply } from "../pipeline/container.js";
import type { Stage, StageObserver } from "../pipeline/stage.js";
import { Trace, type TraceStore } from "../pipeline/trace.js";
import { type Capture, StageCaptures } from "./capture/capture.js";
import type { Endpoints } from "./endpoints.js";
import { ContainerUnavailable, StageError } from "./errors.js";
import type { Fleet } from "./fleet.js";
import { isFailure } from "./outcomes.js";
import { enter, type InvokeTarget, restoredFleet, servingFleet, stagesOf, variantIn } from "./route.js";
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

/**
 * Throws `InvocationError` when there is nothing to call, `Overloaded` when there is too much to do, `ContainerUnavailable` when
 * no instance is there just now, `StageError` when a container gave no prediction.
 */
export async function invoke(services: InvokeServices, target: InvokeTarget, invocation: Invocation): Promise<Invoked> {
  const fleet = servingFleet(services.endpoints, target) ?? (await restoredFleet(services.endpoints, target));
  const { outcomes } = fleet;
  const shadow = fleet.shadow?.sampled() ? fleet.shadow : undefined;
  if (outcomes === undefined && shadow === undefined) return await serve(services, target, fleet, invocation);
  const started = performance.now();
  try {
    const invoked = await serve(services, target, fleet, invocation);
    const ms = performance.now() - started;
    outcomes?.record(false, ms);
    shadow?.mirror(target, invocation, invoked.reply.body, ms, services.chain);
    return invoked;
  } catch (error) {
    outcomes?.record(isFailure(error), performance.now() - started);
    throw error;
  }
}

async function serve(
  services: InvokeServices,
  target: InvokeTarget,
  fleet: Fleet,
  invocation: Invocation,
): Promise<Invoked> {
  const variant = variantIn(fleet, target);
  variant.invocations++;
  let entered = enter(variant, target, invocation);
  for (let tries = 1; ; tries++) {
    const instance = entered instanceof Promise ? await entered : entered;
    const stages = stagesOf(instance, target);
    try {
      const capture = fleet.capture?.sampled() ? fleet.capture : undefined;
      if (target.trace !== undefined || capture !== undefined) {
        return await observed(services, target, variant, stages, invocation, capture);
      }
      return { reply: await runChain(stages, invocation, services.chain), variant: variant.plan.name };
    } catch (error) {
      if (!(error instanceof ContainerUnavailable) || tries >= variant.instances.length) throw error;
    } finally {
      variant.leave(instance);
    }
    entered = enter(variant, target, invocation, instance);
  }
}

/** As asked for: with a trace, with what containers put out captured, or both. */
async function observed(
  services: InvokeServices,
  target: InvokeTarget,
  variant: Variant,
  stages: readonly Stage[],
  invocation: Invocation,
  capture: Capture | undefined,
): Promise<Invoked> {
  const { name } = variant.plan;
  const trace = target.trace === undefined ? undefined : new Trace(target.trace);
  const captured = capture === undefined ? undefined : new StageCaptures(variant.captured);
  const where = { endpoint: target.endpoint, variant: name };
  const observer: StageObserver = {
    stage(report) {
      trace?.stage(report);
      captured?.stage(report);
    },
  };
  try {
    const reply = await runChain(stages, invocation, services.chain, observer);
    capture?.record(name, invocation, reply, captured!.captures);
    if (trace === undefined) return { reply, variant: name };
    services.traces.add(trace.finish(where, invocation));
    return { reply, variant: name, traceId: trace.id };
  } catch (error) {
    if (trace !== undefined) services.traces.add(trace.finish(where, invocation, error as Error));
    if (trace !== undefined && error instanceof StageError) error.traceId = trace.id;
    throw error;
  }
}
