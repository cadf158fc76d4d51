import type { Stage } from "../pipeline/stage.js";
import type { Artifact, ArtifactCache } from "../stores/artifacts/cache.js";
import type { LogWriter } from "../stores/logs.js";
import type { CaptureWriter } from "./capture/writer.js";
import type { ContainerPool, Lease } from "./container-pool.js";
import type { ContainerPlan, VariantPlan } from "./deployment.js";
import { DeploymentError, failureReason, multiModelReason } from "./errors.js";
import type { GateLimits } from "./gate.js";
import { Instance, newInstanceId } from "./instance.js";
import { endpointLogGroup } from "./log-group.js";

/** What instances of an endpoint are started with. */
export interface StartContext {
  readonly pool: ContainerPool;
  readonly artifacts: ArtifactCache;
  readonly logs: LogWriter;
  /** The endpoint's name. */
  readonly endpoint: string;
  readonly gate: GateLimits;
  /** An instance of a serverless variant that was not needed for so long, in ms, is stopped. */
  readonly serverlessIdleMs: number;
  /** Absent where nothing can be captured. */
  readonly captures?: CaptureWriter;
  /** Fires when the server is being stopped. */
  readonly signal: AbortSignal;
}

/** A serverless variant's invocations wait for any of its instances, so for none of them. */
const oneAtATime: GateLimits = { concurrency: 1, queue: 0 };

/**
 * Fetches the artifacts of a variant's containers, in their order; null where a container has none. One whose digest is known and
 * still here is taken as it is, whatever has become of the object since. Throws `DeploymentError`.
 */
export async function fetchArtifacts(plan: VariantPlan, context: StartContext): Promise<(Artifact | null)[]> {
  return await Promise.all(
    plan.containers.map(async (container) => {
      const { source, digest } = container;
      if (container.multiModel) throw new DeploymentError(multiModelReason(plan.name, container.name));
      if (source === undefined) return null;
      try {
        return (
          (digest === undefined ? undefined : context.artifacts.get(digest)) ?? (await context.artifacts.fetch(source))
        );
      } catch (error) {
        throw new DeploymentError(failureReason(plan.name, container.name, source.uri, error), { cause: error });
      }
    }),
  );
}

/** Starts one instance, all its containers at once, and warms them up with a ping. Throws `DeploymentError`; nothing stays behind then. */
export async function startInstance(
  plan: VariantPlan,
  artifacts: readonly (Artifact | null)[],
  position: number,
  holder: object,
  context: StartContext,
): Promise<Instance> {
  const id = newInstanceId();
  const place = { instanceId: id, group: `${context.endpoint}-${plan.name}-${position}`, holder };
  const started = await Promise.allSettled(
    plan.containers.map((container, index) =>
      startContainer(plan, container, artifacts[index] ?? null, place, context),
    ),
  );
  const leases = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failures = started.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  if (failures.length > 0) {
    await Promise.allSettled(leases.map((lease) => lease.release()));
    // Every container that failed is named, as in the service.
    throw new DeploymentError(failures.map((failure) => failure.message).join(" "), { cause: failures[0] });
  }
  const stages: Stage[] = leases.map(({ container }, index) => ({ name: plan.containers[index].name, container }));
  return new Instance(id, stages, leases, plan.serverless === undefined ? context.gate : oneAtATime);
}

/** The instance that a container is started for. */
interface Place {
  readonly instanceId: string;
  /** The same after a restart, when containers that went on running are taken over. */
  readonly group: string;
  /** The fleet. */
  readonly holder: object;
}

async function startContainer(
  plan: VariantPlan,
  container: ContainerPlan,
  artifact: Artifact | null,
  { instanceId, group, holder }: Place,
  context: StartContext,
): Promise<Lease> {
  const alone = plan.containers.length === 1;
  const stream = alone ? `${plan.name}/${instanceId}` : `${plan.name}/${instanceId}/${container.name}`;
  const log = (line: string) => context.logs.write(endpointLogGroup(context.endpoint), stream, line);
  try {
    const spec = {
      name: container.name,
      image: container.image,
      group,
      environment: container.environment,
      startupTimeoutMs: plan.startupTimeoutMs,
      log,
      ...(artifact !== null && { modelFolder: artifact.folder, modelDigest: artifact.digest }),
    };
    return await context.pool.acquire(spec, holder, context.signal);
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    throw new DeploymentError(failureReason(plan.name, container.name, container.source?.uri, error), { cause: error });
  }
}
