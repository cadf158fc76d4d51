import type { Worker } from "node:worker_threads";
import type { ContainerSpec, Runtime } from "../../runtimes/runtime.js";
import { blockSizes } from "../engine/block-output.js";
import type { JobPool } from "../engine/run-job.js";
import type { BlockWork, StreamWork } from "../engine/work.js";
import { mediaType } from "../job.js";
import {
  type ExecutionParameters,
  type JobSettings,
  keepsRecords,
  MB,
  processesRecords,
  threadsOf,
} from "../settings.js";
import { Instances } from "./instances.js";
import type { PipelineFacts } from "./protocol.js";
import { factsOf, type RunningStage, startInstance, stopInstance } from "./start-instance.js";
import { ThreadPool } from "./thread-pool.js";

/** How containers are run; the wiring of the server, or of the command line, provides it. */
export interface Execution {
  /** For images that no worker thread can run. */
  readonly runtimes: readonly Runtime[];
  /** Whether a worker thread can run the image by itself. */
  inThread(image: string): boolean;
  /** Starts a worker thread with `startThread`; its module calls `serveBlocks` with the runtimes for those images. */
  thread(): Worker;
}

export interface StartedPool {
  readonly pool: JobPool;
  readonly settings: JobSettings;
}

/** The containers of an instance, counted from 1: they differ in where they log to, and in who they can reach by name. */
type OfInstance = (instance: number) => readonly ContainerSpec[];

/** Makes a job's settings out of what its first container says. */
type Settle = (parameters: ExecutionParameters) => JobSettings;

/** Blocks that a thread is given at a time: while it works on one, the next is already there. */
const depth = 2;

/**
 * Starts the containers of a job and the threads that do its work. Pipelines that can run in threads are started in each of
 * them, all others once per instance. Throws `TransformError` (not-started), or the signal's reason.
 */
export function startPool(
  ofInstance: OfInstance,
  execution: Execution,
  settle: Settle,
  signal: AbortSignal,
): Promise<StartedPool> {
  const containers = ofInstance(1);
  if (containers.every(({ image }) => execution.inThread(image))) {
    return startPipelines(containers, execution, settle, signal);
  }
  return startInstances(ofInstance, execution, settle, signal);
}

/** Threads that each have the whole pipeline. */
async function startPipelines(
  containers: readonly ContainerSpec[],
  { thread }: Execution,
  settle: Settle,
  signal: AbortSignal,
): Promise<StartedPool> {
  const plain = containers.map(({ log: _, ...container }) => container);
  const pool = new ThreadPool({ thread, containers: plain, log: logOf(containers) });
  try {
    const most = threadsOf(settle({ MaxConcurrentTransforms: Number.POSITIVE_INFINITY }));
    const facts = await unlessAborted(pool.start(most), signal);
    const chosen = settle(facts.parameters);
    const settings = { ...chosen, divisible: isDivisible(facts, chosen) };
    const threads = Math.min(most, threadsOf(settings));
    pool.begin({ settings, width: 1 }, threads, depth);
    return {
      settings,
      pool: { work: blockWork(pool, threads * depth), close: () => pool.close() },
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

/** See `JobSettings.divisible`. */
function isDivisible({ native, answers }: PipelineFacts, { contentType, accept, assemble }: JobSettings): boolean {
  return (
    native && assemble === "Line" && [contentType, accept ?? answers].every((type) => mediaType(type) === "text/csv")
  );
}

/** Threads that split, filter and join, and send their requests to the job's instances, unless each object is one request. */
async function startInstances(
  ofInstance: OfInstance,
  { runtimes, thread }: Execution,
  settle: Settle,
  signal: AbortSignal,
): Promise<StartedPool> {
  const containers = ofInstance(1);
  const first = await startInstance(containers, runtimes, signal);
  const started: RunningStage[][] = [first];
  let pool: ThreadPool | undefined;
  const close = async () => {
    await pool?.close();
    await Promise.all(started.map(stopInstance));
  };
  try {
    const settings = settle((await factsOf(first, signal)).parameters);
    started.push(...(await startFurther(ofInstance, runtimes, settings.instances, signal)));
    const instances = new Instances(started, settings);
    const requests = settings.instances * settings.concurrency;
    if (isStreamed(settings, first)) {
      const stream: StreamWork["stream"] = (request, ended) => instances.stream(request, ended);
      return { settings, pool: { work: { slots: requests, stream }, close } };
    }
    const threads = threadsOf(settings);
    pool = new ThreadPool({ thread, sender: instances, log: logOf(containers) });
    await unlessAborted(pool.start(threads), signal);
    const perThread = Math.max(depth, Math.ceil(requests / threads) + 1);
    pool.begin({ settings, width: requests }, threads, perThread);
    return { settings, pool: { work: blockWork(pool, slotsFor(settings, requests, threads)), close } };
  } catch (error) {
    await close();
    throw error;
  }
}

/** However many requests an instance would take, no more of the objects is in memory than this. */
const blocksBytes = 256 * MB;

/**
 * Blocks that may be in memory: one for each request, where a block is a request, and one that waits its turn; with many requests
 * to a block, two for each thread.
 */
function slotsFor(settings: JobSettings, requests: number, threads: number): number {
  const least = settings.strategy === "MultiRecord" ? 2 : threads * depth;
  return Math.max(least, Math.min(requests + 1, Math.floor(blocksBytes / blockSizes(settings).block)));
}

function blockWork(pool: ThreadPool, slots: number): BlockWork {
  return { slots, transform: (block, signal) => pool.transform(block, signal) };
}

/**
 * Whether an object is sent as one request of any length, which SageMaker streams: `MaxPayloadInMB` is 0, the first container
 * can be reached piece by piece, and nothing has to be kept of the records to go with the answer.
 */
function isStreamed(settings: JobSettings, [first]: readonly RunningStage[]): boolean {
  const { payloadLimit, split, strategy } = settings;
  if (payloadLimit !== Number.POSITIVE_INFINITY || first!.container.stream === undefined) return false;
  return split === "None" ? !processesRecords(settings) : strategy === "MultiRecord" && !keepsRecords(settings);
}

/** Starts the instances after the first. */
async function startFurther(
  ofInstance: OfInstance,
  runtimes: readonly Runtime[],
  count: number,
  signal: AbortSignal,
): Promise<RunningStage[][]> {
  const givenUp = new AbortController();
  const either = AbortSignal.any([signal, givenUp.signal]);
  const starting = Array.from({ length: count - 1 }, (_, index) =>
    startInstance(ofInstance(index + 2), runtimes, either),
  );
  try {
    return await Promise.all(starting);
  } catch (error) {
    givenUp.abort(error);
    const settled = await Promise.allSettled(starting);
    await Promise.all(
      settled.map((result) => (result.status === "fulfilled" ? stopInstance(result.value) : undefined)),
    );
    throw error;
  }
}

async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop!);
  }
}

function logOf(containers: readonly ContainerSpec[]): (container: string, line: string) => void {
  const logs = new Map(containers.map(({ name, log }) => [name, log]));
  return (container, line) => logs.get(container)?.(line);
}
