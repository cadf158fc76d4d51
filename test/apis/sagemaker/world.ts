import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { applicationAutoScaling } from "../../../src/apis/application-auto-scaling/service.js";
import { sagemaker } from "../../../src/apis/sagemaker/service.js";
import { sagemakerRuntime } from "../../../src/apis/sagemaker-runtime/service.js";
import { AsyncInvocations } from "../../../src/endpoints/async/invocations.js";
import { CaptureWriter } from "../../../src/endpoints/capture/writer.js";
import { Endpoints } from "../../../src/endpoints/endpoints.js";
import type { GateLimits } from "../../../src/endpoints/gate.js";
import type { Alarms } from "../../../src/endpoints/rollout/health.js";
import { Scaler } from "../../../src/endpoints/scaling/scaler.js";
import { realTime } from "../../../src/pipeline/chain.js";
import { TraceStore } from "../../../src/pipeline/trace.js";
import { inProcess } from "../../../src/runtimes/in-process/runtime.js";
import { processes } from "../../../src/runtimes/process/runtime.js";
import { transformContainers, transformExecution } from "../../../src/server/transform-execution.js";
import { ArtifactCache } from "../../../src/stores/artifacts/cache.js";
import type { LogWriter } from "../../../src/stores/logs.js";
import { openDirectoryStore } from "../../../src/stores/objects/directory/store.js";
import { RecordStore } from "../../../src/stores/records/store.js";
import { TrainingJobs } from "../../../src/training/jobs/jobs.js";
import { TransformJobs } from "../../../src/transform/jobs/jobs.js";
import { clientFor, serving } from "../../server/running.js";
import { memoryObjects } from "../../stores/artifacts/memory-objects.js";
import { testImages } from "./test-images.js";

export const region = "us-west-2";
export const account = "123456789012";
export const arn = (kind: string, name: string) => `arn:aws:sagemaker:${region}:${account}:${kind}/${name}`;

export interface WorldOptions {
  readonly statusDelayMs?: number;
  readonly budgetMs?: number;
  readonly gate?: GateLimits;
  readonly serverlessIdleMs?: number;
  readonly alarms?: Alarms;
  readonly topics?: Readonly<Record<string, string>>;
}

/** The control plane and the runtime over real HTTP, with images for tests, and the clients that talk to them. */
export async function openWorld(options: WorldOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-world-"));
  const objects = memoryObjects();
  const records = new RecordStore(join(folder, "records.db"));
  const artifacts = new ArtifactCache(join(folder, "artifacts"), objects);
  const lines: string[] = [];
  const images = testImages();
  const runtimes = [inProcess([images]), processes({ images: {}, stopGraceMs: 1000 })];
  const logs: LogWriter = { write: (group, stream, line) => lines.push(`${group} ${stream} ${line}`) };
  const captured = await openDirectoryStore(join(folder, "captured"));
  const captures = new CaptureWriter(captured, (message) => lines.push(message));
  const endpoints = new Endpoints({
    records,
    artifacts,
    runtimes,
    logs,
    captures,
    gate: options.gate ?? { concurrency: 100, queue: 100 },
    serverlessIdleMs: options.serverlessIdleMs ?? 60_000,
    statusDelayMs: options.statusDelayMs ?? 0,
    drainMs: 5000,
    alarms: options.alarms ?? {},
    onFault: (error) => assert.fail(String(error)),
  });
  const readOnly = { ...objects, put: () => Promise.reject(new Error("the objects of this world cannot be changed")) };
  const transformJobs = new TransformJobs({
    records,
    objects: readOnly,
    logs,
    folder: join(folder, "transform-jobs"),
    execution: transformExecution(runtimes),
    containers: transformContainers(artifacts),
    onFault: (error) => assert.fail(String(error)),
  });
  const trainingJobs = new TrainingJobs({
    records,
    objects: readOnly,
    logs,
    folder: join(folder, "training-jobs"),
    runtimes: [],
    onFault: (error) => assert.fail(String(error)),
  });
  const traces = new TraceStore();
  const chain = { ...realTime, budgetMs: options.budgetMs ?? realTime.budgetMs };
  const asyncInvocations = new AsyncInvocations({
    endpoints,
    traces,
    chain,
    records,
    objects: captured,
    topics: options.topics ?? {},
    region,
    warn: (message) => lines.push(message),
  });
  const scaler = new Scaler({
    endpoints,
    records,
    periodMs: 50,
    windowMs: 1_000,
    log: (message) => lines.push(message),
  });
  const listener = await serving([
    applicationAutoScaling({ records, endpoints }),
    sagemaker({ records, endpoints, artifacts, objects: readOnly, transformJobs, trainingJobs }),
    sagemakerRuntime({ endpoints, traces, chain, asyncInvocations }, 6_291_456),
  ]);
  const client = new SageMakerClient({ ...clientFor(listener), maxAttempts: 1 });
  const runtime = new SageMakerRuntimeClient({ ...clientFor(listener), maxAttempts: 1 });
  const close = async () => {
    client.destroy();
    runtime.destroy();
    scaler.close();
    await listener.close();
    await asyncInvocations.close(100);
    await endpoints.close(0);
    records.close();
    rmSync(folder, { recursive: true });
  };
  return {
    close,
    asyncInvocations,
    listener,
    client,
    runtime,
    objects,
    captures,
    captured,
    records,
    endpoints,
    traces,
    images,
    lines,
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
