import type { Invocation, StreamedReply } from "../pipeline/container.js";
import { streamChain } from "../pipeline/stream-chain.js";
import { ContainerUnavailable } from "./errors.js";
import type { Instance } from "./instance.js";
import type { InvokeServices } from "./invoke.js";
import { isFailure } from "./outcomes.js";
import { enter, type InvokeTarget, restoredFleet, servingFleet, stagesOf, variantIn } from "./route.js";
import type { Variant } from "./variant.js";

/** As `invoke`; the answer's body comes as the last container sends it, and the instance is busy until it has ended. */
export async function invokeStream(
  services: InvokeServices,
  target: InvokeTarget,
  invocation: Invocation,
): Promise<{ readonly reply: StreamedReply; readonly variant: string }> {
  const fleet = servingFleet(services.endpoints, target) ?? (await restoredFleet(services.endpoints, target));
  const { outcomes } = fleet;
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const failed = (error: unknown) => {
    // What breaks off because the client has gone says nothing of the fleet.
    if (!invocation.signal?.aborted) outcomes?.record(isFailure(error), elapsed());
    return error;
  };
  const variant = variantIn(fleet, target);
  variant.invocations++;
  const { name } = variant.plan;
  try {
    const { instance, reply } = await begin(services, target, variant, invocation);
    const begun = elapsed();
    const capture = fleet.capture?.sampled() ? fleet.capture : undefined;
    const shadow = fleet.shadow?.sampled() ? fleet.shadow : undefined;
    return { reply: { ...reply, body: sent() }, variant: name };

    async function* sent(): AsyncGenerator<Uint8Array> {
      const pieces: Uint8Array[] = [];
      try {
        for await (const piece of reply.body) {
          if (capture !== undefined || shadow !== undefined) pieces.push(piece);
          yield piece;
        }
      } catch (error) {
        throw failed(error);
      } finally {
        variant.leave(instance);
      }
      outcomes?.record(false, begun);
      const body = Buffer.concat(pieces);
      capture?.record(name, invocation, { ...reply, body }, []);
      shadow?.mirror(target, invocation, body, elapsed(), services.chain);
    }
  } catch (error) {
    throw failed(error);
  }
}

/** The beginning of an answer, and the instance that is at work on it. */
async function begin(
  services: InvokeServices,
  target: InvokeTarget,
  variant: Variant,
  invocation: Invocation,
): Promise<{ readonly instance: Instance; readonly reply: StreamedReply }> {
  let entered = enter(variant, target, invocation);
  for (let tries = 1; ; tries++) {
    const instance = await entered;
    try {
      return { instance, reply: await streamChain(stagesOf(instance, target), invocation, services.chain) };
    } catch (error) {
      variant.leave(instance);
      if (!(error instanceof ContainerUnavailable) || tries >= variant.instances.length) throw error;
    }
    entered = enter(variant, target, invocation, instance);
  }
}
