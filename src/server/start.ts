import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { applicationAutoScaling } from "../apis/application-auto-scaling/service.js";
import { iam } from "../apis/iam/service.js";
import { logs as logsService } from "../apis/logs/service.js";
import { s3 } from "../apis/s3/service.js";
import { sagemaker } from "../apis/sagemaker/service.js";
import { sagemakerRuntime } from "../apis/sagemaker-runtime/service.js";
import { sts } from "../apis/sts/service.js";
import { openDoor, signatureAuthenticator } from "../aws/identity/authenticator.js";
import type { Credential } from "../aws/identity/credentials.js";
import type { Service } from "../aws/service.js";
import { AsyncInvocations } from "../endpoints/async/invocations.js";
import { CaptureWriter } from "../endpoints/capture/writer.js";
import { Endpoints } from "../endpoints/endpoints.js";
import { Scaler } from "../endpoints/scaling/scaler.js";
import type { NativeImage } from "../pipeline/native-image.js";
import { TraceStore } from "../pipeline/trace.js";
import { ArtifactCache } from "../stores/artifacts/cache.js";
import { lockFolder } from "../stores/folder-lock.js";
import { LogStore } from "../stores/logs/store.js";
import { openDirectoryStore } from "../stores/objects/directory/store.js";
import type { ObjectStore } from "../stores/objects.js";
import { RecordStore } from "../stores/records/store.js";
import { TrainingJobs } from "../training/jobs/jobs.js";
import { TransformJobs } from "../transform/jobs/jobs.js";
import { adminListener, withAdmin } from "./admin.js";
import type { Config } from "./config.js";
import { openKeyRing } from "./credentials.js";
import { dispatcher } from "./dispatch.js";
import { listen } from "./listener.js";
import { loggerOf } from "./logger.js";
import { runtimesOf } from "./runtimes.js";
import { trainingRuntimes } from "./training-execution.js";
import { transformContainers, transformExecution } from "./transform-execution.js";

export interface Server {
  readonly url: string;
  readonly port: number;
  /** The keys that clients sign with. */
  readonly credential: Credential;
  /** The file that holds them, in AWS's format. */
  readonly credentialsFile: string;
  /** Lets requests under way finish for as long as the configuration says, and stops all containers. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Native images beside the built-in ones. */
  readonly images?: readonly NativeImage[];
}

/** Log lines of endpoints and jobs that are kept, over all streams. */
const logBytes = 1024 * 1024 * 1024;

/** Artifacts that no endpoint runs from are kept for a week. */
const artifactAgeMs = 7 * 24 * 3600 * 1000;

/** Starts everything on one port; resolves when requests are taken. Throws when the data folder or the port cannot be had. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<Server> {
  await mkdir(config.dataFolder, { recursive: true });
  const closers: (() => unknown)[] = [lockFolder(config.dataFolder)];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await start(config, options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  config: Config,
  options: StartOptions,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Server> {
  const logger = loggerOf(config.logLevel);
  const folder = (name: string) => join(config.dataFolder, name);
  const keys = await openKeyRing(config.dataFolder, config);
  const records = new RecordStore(folder("records.db"));
  closers.push(() => records.close());
  const objects = await objectStore(config, folder("objects"));
  const artifacts = new ArtifactCache(folder("artifacts"), objects);
  const logs = await LogStore.open(folder("logs"), {
    onFault: (error) => logger.error({ err: error }, "log lines of containers were lost"),
  });
  closers.push(() => logs.close());
  void logs.prune(logBytes);
  const runtimes = await runtimesOf(config, options.images ?? []);
  const captures = new CaptureWriter(objects, (message) => logger.warn(message));
  closers.push(() => captures.flush());
  const endpoints = new Endpoints({
    records,
    artifacts,
    runtimes,
    logs,
    captures,
    gate: { concurrency: config.instanceConcurrency, queue: config.instanceQueue },
    serverlessIdleMs: config.serverlessIdleMs,
    statusDelayMs: config.statusDelayMs,
    drainMs: config.drainMs,
    alarms: config.alarms,
    onFault: (error) => logger.error({ err: error }, "the status of an endpoint could not be stored"),
  });
  await artifacts.prune(endpoints.digests(), artifactAgeMs);
  void endpoints
    .restore()
    .then(() => Promise.all(runtimes.map((runtime) => runtime.sweep?.())))
    .catch((error) => logger.warn({ err: error }, "containers that an earlier server left could not be removed"));
  closers.push(() => endpoints.close(config.drainMs));
  const transformJobs = new TransformJobs({
    records,
    objects,
    logs,
    folder: folder("transform-jobs"),
    execution: transformExecution(runtimes),
    containers: transformContainers(artifacts),
  });
  await transformJobs.restore();
  closers.push(() => transformJobs.close());
  const trainingJobs = new TrainingJobs({
    records,
    objects,
    logs,
    folder: folder("training-jobs"),
    runtimes: trainingRuntimes(config.images),
  });
  await trainingJobs.restore();
  closers.push(() => trainingJobs.close());

  const traces = new TraceStore();
  const chain = { budgetMs: config.invocationTimeoutMs, hopLimitBytes: config.hopBytes, fuse: true };
  const warn = (message: string) => logger.warn(message);
  const { topics, region } = config;
  const asyncInvocations = new AsyncInvocations({ endpoints, traces, chain, records, objects, topics, region, warn });
  asyncInvocations.restore();
  closers.push(() => asyncInvocations.close(config.drainMs));
  const log = (message: string) => logger.info(message);
  const scaler = new Scaler({ endpoints, records, periodMs: config.scalingPeriodMs, windowMs: 60_000, log });
  closers.push(() => scaler.close());
  const services: Service[] = [
    sagemaker({ records, endpoints, artifacts, objects, transformJobs, trainingJobs }),
    sagemakerRuntime({ endpoints, traces, chain, asyncInvocations }, config.invocationBodyBytes),
    applicationAutoScaling({ records, endpoints }),
    s3(objects),
    logsService(logs),
    sts,
    iam,
  ];
  const gateway = dispatcher({
    ...config,
    services: new Map(services.map((service) => [service.id, service])),
    authenticator: config.signatures ? signatureAuthenticator(keys) : openDoor(keys.main.caller),
    onFault: ({ error, ...fault }) => logger.error({ ...fault, err: error }, "internal failure"),
  });
  const admin = adminListener({
    health: () => ({ status: "ok" }),
    traces: (id) => traces.get(id),
    shadows: (name) => endpoints.get(name)?.fleet?.shadow?.report(),
    "transform-jobs": (name) => transformJobs.progress(name),
  });
  const listener = await listen(config.host, config.port, withAdmin(admin, gateway));
  closers.push(() => listener.close(config.drainMs));
  return { url: listener.url, port: listener.port, credential: keys.main, credentialsFile: keys.file, close };
}

/** The SDK's S3 client takes longer to load than all else here, so only who uses it waits for it. */
async function objectStore({ s3Endpoint, region }: Config, folder: string): Promise<ObjectStore> {
  if (s3Endpoint === undefined) return openDirectoryStore(folder);
  const { openUpstreamStore } = await import("../stores/objects/upstream/store.js");
  return openUpstreamStore({ endpoint: s3Endpoint, region });
}
