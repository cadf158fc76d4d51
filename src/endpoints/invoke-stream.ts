import type { Invocation, StreamedReply } from "../pipeline/container.js";
import { streamChain } from "../pipeline/stream-chain.js";
import type { Instance } from "./instance.js";
import type { InvokeServices } from "./invoke.js";
import { isFailure } from "./outcomes.js";
import { type InvokeTarget, restoredFleet, routeTo, servingFleet, variantIn } from "./route.js";

/** As `invoke`; the answer's body comes as the last container sends it, and the instance is busy until it has ended. */
export async function invokeStream(
  services: InvokeServices,
  target: InvokeTarget,
  invocation: Invocation,
): Promise<{ readonly reply: StreamedReply; readonly variant: string }> {
  const fleet = servingFleet(services.endpoints, target) ?? (await restoredFleet(services.endpoints, target));
  const { outcomes } = fleet;
  const started = performance.now();
  const variant = variantIn(fleet, target);
  variant.invocations++;
  const waking = variant.serverless?.use();
  if (waking !== undefined) await waking;
  const { instance, stages } = routeTo(variant, target);
  const turn = instance.enter();
  if (turn !== undefined) await turn;
  try {
    const reply = await streamChain(stages, invocation, services.chain);
    outcomes?.record(false, performance.now() - started);
    return { reply: { ...reply, body: releasing(reply.body, instance) }, variant: variant.plan.name };
  } catch (error) {
    outcomes?.record(isFailure(error), performance.now() - started);
    instance.leave();
    throw error;
  }
}

async function* releasing(body: AsyncIterable<Uint8Array>, instance: Instance): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    instance.leave();
  }
}
