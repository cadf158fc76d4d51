import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../runtime.js";
import { SupervisedContainer } from "../supervised.js";
import { createContainer, type DockerOptions, findRunning, networkOf, removeContainer, runOf } from "./container.js";
import { Engine } from "./engine.js";
import { ensureImage } from "./image.js";
import { labels } from "./labels.js";
import { ensureNetwork, releaseNetwork } from "./network.js";

/**
 * Runs any image with a Docker engine. Takes every image, so it comes last among the runtimes. A container that an earlier
 * server has left running from the same spec is taken over instead of started.
 */
export function docker(options: DockerOptions, engine = new Engine()): Runtime {
  const mine = new Set<string>();
  return {
    accepts: () => true,
    start: (spec, signal) => start(engine, spec, options, mine, signal),
    sweep: () => sweep(engine, options.owner, mine),
  };
}

async function start(
  engine: Engine,
  spec: ContainerSpec,
  options: DockerOptions,
  mine: Set<string>,
  signal?: AbortSignal,
): Promise<RunningContainer> {
  const container = new SupervisedContainer(spec, async (log) => {
    const id = (await findRunning(engine, spec, options.owner, mine)) ?? (await create(log));
    mine.add(id);
    const run = await runOf(engine, id, networkOf(spec, options.owner), options, log);
    void run.ended.then(() => mine.delete(id));
    return run;
  });
  async function create(log: (line: string) => void): Promise<string> {
    await ensureImage(engine, spec.image, log);
    await ensureNetwork(engine, networkOf(spec, options.owner), options.owner);
    return createContainer(engine, spec, options);
  }
  try {
    return await container.start(signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof StartError ? error : new StartError(spec.name, (error as Error).message, { cause: error });
  }
}

/** Removes this owner's containers that this process neither started nor took over: what a killed server left, and nobody wants. */
async function sweep(engine: Engine, owner: string, mine: ReadonlySet<string>): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${labels.owner}=${owner}`] }));
  const all = await engine.call<{ Id: string; Labels: Record<string, string> }[]>(
    "GET",
    `/containers/json?all=1&filters=${filters}`,
  );
  for (const { Id, Labels } of all) {
    if (mine.has(Id)) continue;
    await removeContainer(engine, Id);
    await releaseNetwork(engine, Labels[labels.network]!);
  }
}
