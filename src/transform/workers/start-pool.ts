import type { ContainerSpec, Runtime } from "../../runtimes/runtime.js";
import type { BlockPool } from "../engine/run-job.js";
import { mediaType } from "../job.js";
import { type ExecutionParameters, type JobSettings, threadsOf } from "../settings.js";
import { Instances } from "./instances.js";
import { askParameters, type RunningStage, startInstance, stopInstance } from "./start-instance.js";
import { ThreadPool } from "./thread-pool.js";

/** How containers are run; the wiring of the server, or of the command line, provides it. */
export interface Execution {
  readonly runtimes: readonly Runtime[];
  /** Whether a worker thread can run the image by itself. */
  inThread(image: string): boolean;
  /** The entry of worker threads: a module that calls `serveBlocks` with the runtimes for those images. */
  readonly threadModule: URL;
}

export interface StartedPool {
  readonly pool: BlockPool;
  readonly settings: JobSettings;
}

/** Blocks that a thread is given at a time: while it works on one, the next is already there. */
const depth = 2;

/**
 * Starts the containers of a job and the threads that do its work. The first instance is asked for its execution parameters;
 * containers that can run in threads are then started anew in each of them, all others once per instance.
 * Throws `TransformError` (not-started), or the signal's reason.
 */
export async function startPool(
  containers: readonly ContainerSpec[],
  execution: Execution,
  settle: (parameters: ExecutionParameters) => JobSettings,
  signal: AbortSignal,
): Promise<StartedPool> {
  const first = await startInstance(containers, execution.runtimes, signal);
  try {
    const settings = settle(await askParameters(first, signal));
    if (!containers.every(({ image }) => execution.inThread(image))) {
      return { settings, pool: await instancePool(first, containers, execution, settings, signal) };
    }
    const divided = { ...settings, divisible: isDivisible(first, settings) };
    await stopInstance(first);
    return { settings: divided, pool: await pipelinePool(containers, execution, divided) };
  } catch (error) {
    await stopInstance(first);
    throw error;
  }
}

/** See `JobSettings.divisible`. */
function isDivisible(stages: readonly RunningStage[], { contentType, accept, assemble }: JobSettings): boolean {
  const written = accept ?? stages.at(-1)!.container.native?.defaultContentType();
  const native = stages.every(({ container }) => container.native !== undefined);
  return native && assemble === "Line" && [contentType, written].every((type) => mediaType(type) === "text/csv");
}

/** Threads that each have the whole pipeline. */
async function pipelinePool(
  containers: readonly ContainerSpec[],
  { threadModule: module }: Execution,
  settings: JobSettings,
): Promise<BlockPool> {
  const threads = threadsOf(settings);
  const plain = containers.map(({ log: _, ...container }) => container);
  const start = { settings, containers: plain, width: 1 };
  const pool = new ThreadPool({ module, threads, start, depth, log: logOf(containers) });
  await startThreads(pool);
  return {
    slots: threads * depth,
    transform: (block, signal) => pool.transform(block, signal),
    check: async () => {},
    close: () => pool.close(),
  };
}

/** Threads that split, filter and join, and send their requests to the job's instances. */
async function instancePool(
  first: readonly RunningStage[],
  containers: readonly ContainerSpec[],
  { runtimes, threadModule: module }: Execution,
  settings: JobSettings,
  signal: AbortSignal,
): Promise<BlockPool> {
  const further = await startFurther(containers, runtimes, settings.instances - 1, signal);
  const instances = new Instances([first, ...further], settings);
  const threads = threadsOf(settings);
  const requests = settings.instances * settings.concurrency;
  const pool = new ThreadPool({
    module,
    threads,
    start: { settings, width: requests },
    depth: Math.max(depth, Math.ceil(requests / threads) + 1),
    sender: instances,
    log: logOf(containers),
  });
  const close = async () => {
    await pool.close();
    await instances.close();
  };
  await startThreads(pool).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    slots: Math.max(threads * depth, requests + 1),
    transform: (block, blockSignal) => pool.transform(block, blockSignal),
    check: (checkSignal) => instances.check(checkSignal),
    close,
  };
}

async function startFurther(
  containers: readonly ContainerSpec[],
  runtimes: readonly Runtime[],
  count: number,
  signal: AbortSignal,
): Promise<RunningStage[][]> {
  const starting = Array.from({ length: count }, () => startInstance(containers, runtimes, signal));
  try {
    return await Promise.all(starting);
  } catch (error) {
    const settled = await Promise.allSettled(starting);
    await Promise.all(
      settled.map((result) => (result.status === "fulfilled" ? stopInstance(result.value) : undefined)),
    );
    throw error;
  }
}

async function startThreads(pool: ThreadPool): Promise<void> {
  try {
    await pool.start();
  } catch (error) {
    await pool.close();
    throw error;
  }
}

function logOf(containers: readonly ContainerSpec[]): (container: string, line: string) => void {
  const logs = new Map(containers.map(({ name, log }) => [name, log]));
  return (container, line) => logs.get(container)?.(line);
}
