import { randomUUID } from "node:crypto";
import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../runtime.js";
import { SupervisedContainer } from "../supervised.js";
import {
  createContainer,
  type DockerOptions,
  findRunning,
  type Listed,
  networkOf,
  removeContainer,
  runOf,
} from "./container.js";
import { Engine } from "./engine.js";
import { ensureImage } from "./image.js";
import { labels } from "./labels.js";
import { ensureNetwork, releaseNetwork } from "./network.js";

/**
 * Runs any image with a Docker engine. Takes every image, so it comes last among the runtimes. A container that an earlier
 * server has left running from the same spec is taken over instead of started.
 */
export function docker(settings: Omit<DockerOptions, "server">, engine = new Engine()): Runtime {
  const options: DockerOptions = { ...settings, server: randomUUID() };
  const mine = new Set<string>();
  return {
    accepts: () => true,
    start: (spec, signal) => start(engine, spec, options, mine, signal),
    sweep: () => sweep(engine, options, mine),
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
    const id = (await findRunning(engine, spec, options, mine)) ?? (await create(log));
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
async function sweep(engine: Engine, { owner, server }: DockerOptions, mine: Set<string>): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${labels.owner}=${owner}`] }));
  const all = await engine.call<Listed[]>("GET", `/containers/json?all=1&filters=${filters}`);
  for (const { Id, Labels } of all) {
    if (mine.has(Id) || Labels[labels.server] === server) continue;
    mine.add(Id); // so that nobody takes it over while it is being removed
    await removeContainer(engine, Id);
    mine.delete(Id);
    await releaseNetwork(engine, Labels[labels.network]);
  }
}
