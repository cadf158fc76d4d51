import { join } from "node:path";
import { AsyncInvocations } from "../endpoints/async/invocations.js";
import { CaptureWriter } from "../endpoints/capture/writer.js";
import { Endpoints } from "../endpoints/endpoints.js";
import { Scaler } from "../endpoints/scaling/scaler.js";
import type { ChainOptions } from "../pipeline/chain.js";
import { TraceStore } from "../pipeline/trace.js";
import type { Runtime } from "../runtimes/runtime.js";
import { TrainingJobs } from "../training/jobs/jobs.js";
import { TransformJobs } from "../transform/jobs/jobs.js";
import type { Closing } from "./closing.js";
import type { Config } from "./config.js";
import type { Logger } from "./logger.js";
import type { Stores } from "./stores.js";
import { trainingRuntimes } from "./training-execution.js";
import { transformContainers, transformExecution } from "./transform-execution.js";

/** The parts of a server that do the work behind its services. */
export interface Parts {
  readonly endpoints: Endpoints;
  readonly transformJobs: TransformJobs;
  readonly trainingJobs: TrainingJobs;
  readonly asyncInvocations: AsyncInvocations;
  readonly traces: TraceStore;
  /** How invocations of endpoints run through their containers. */
  readonly chain: ChainOptions;
}

/** What every part is started with. */
export interface Ground {
  readonly config: Config;
  readonly logger: Logger;
  readonly stores: Stores;
  readonly runtimes: readonly Runtime[];
  readonly closing: Closing;
}

/** Artifacts that no endpoint runs from are kept for a week. */
const artifactAgeMs = 7 * 24 * 3600 * 1000;

/** Starts all parts; each goes on with what an earlier server left, and is ended before those above it. */
export async function startParts(ground: Ground): Promise<Parts> {
  const { invocationTimeoutMs, hopBytes } = ground.config;
  const chain = { budgetMs: invocationTimeoutMs, hopLimitBytes: hopBytes, fuse: true };
  const traces = new TraceStore();
  const endpoints = await startEndpoints(ground);
  const transformJobs = await startTransformJobs(ground);
  const trainingJobs = await startTrainingJobs(ground);
  const asyncInvocations = startAsyncInvocations(ground, { endpoints, traces, chain });
  startScaler(ground, endpoints);
  return { endpoints, transformJobs, trainingJobs, asyncInvocations, traces, chain };
}

async function startEndpoints({ config, logger, stores, runtimes, closing }: Ground): Promise<Endpoints> {
  const captures = new CaptureWriter(stores.objects, (message) => logger.warn(message));
  closing.add(() => captures.flush());
  const endpoints = new Endpoints({
    ...stores,
    runtimes,
    captures,
    gate: { concurrency: config.instanceConcurrency, queue: config.instanceQueue },
    serverlessIdleMs: config.serverlessIdleMs,
    statusDelayMs: config.statusDelayMs,
    drainMs: config.drainMs,
    alarms: config.alarms,
    onFault: (error) => logger.error({ err: error }, "the status of an endpoint could not be stored"),
  });
  await stores.artifacts.prune(endpoints.digests(), artifactAgeMs);
  void endpoints
    .restore()
    .then(() => Promise.all(runtimes.map((runtime) => runtime.sweep?.())))
    .catch((error) => logger.warn({ err: error }, "containers that an earlier server left could not be removed"));
  closing.add(() => endpoints.close(config.drainMs));
  return endpoints;
}

async function startTransformJobs({ config, logger, stores, runtimes, closing }: Ground): Promise<TransformJobs> {
  const jobs = new TransformJobs({
    ...stores,
    folder: join(config.dataFolder, "transform-jobs"),
    execution: transformExecution(runtimes),
    containers: transformContainers(stores.artifacts),
    onFault: (error) => logger.error({ err: error }, "a transform job broke"),
  });
  await jobs.restore();
  closing.add(() => jobs.close());
  return jobs;
}

async function startTrainingJobs({ config, logger, stores, closing }: Ground): Promise<TrainingJobs> {
  const jobs = new TrainingJobs({
    ...stores,
    folder: join(config.dataFolder, "training-jobs"),
    runtimes: trainingRuntimes(config.images),
    onFault: (error) => logger.error({ err: error }, "a training job broke"),
  });
  await jobs.restore();
  closing.add(() => jobs.close());
  return jobs;
}

function startAsyncInvocations(
  { config, logger, stores, closing }: Ground,
  parts: Pick<Parts, "endpoints" | "traces" | "chain">,
): AsyncInvocations {
  const { topics, region } = config;
  const warn = (message: string) => logger.warn(message);
  const invocations = new AsyncInvocations({ ...stores, ...parts, topics, region, warn });
  invocations.restore();
  closing.add(() => invocations.close(config.drainMs));
  return invocations;
}

function startScaler({ config, logger, stores, closing }: Ground, endpoints: Endpoints): void {
  const log = (message: string) => logger.info(message);
  const scaler = new Scaler({ ...stores, endpoints, periodMs: config.scalingPeriodMs, windowMs: 60_000, log });
  closing.add(() => scaler.close());
}
