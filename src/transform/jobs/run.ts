import type { ContainerSpec } from "../../runtimes/runtime.js";
import type { LogWriter } from "../../stores/logs.js";
import { formatS3Uri, joinKey, parseS3Uri } from "../../stores/objects/s3-uri.js";
import { failureReason, reasonOf } from "../engine/failure-reason.js";
import type { Journal } from "../engine/journal.js";
import type { Progress } from "../engine/progress.js";
import { runJob } from "../engine/run-job.js";
import { noModel, TransformError } from "../errors.js";
import type { TransformJob } from "../job.js";
import { settingsOf } from "../settings.js";
import { captureFiles } from "../storage/capture.js";
import { objectStorage } from "../storage/objects.js";
import type { JobObjects } from "../storage/storage.js";
import { writeText } from "../storage/write.js";
import { type Execution, startPool } from "../workers/start-pool.js";
import type { TransformJobRecord } from "./document.js";
import { batchEnvironment } from "./environment.js";
import { jobLogs } from "./log-streams.js";

/** What jobs are run with; the server's wiring provides it. */
export interface JobServices {
  readonly objects: JobObjects;
  readonly logs: LogWriter;
  readonly execution: Execution;
  /**
   * The containers of a model, artifacts on disk. Throws an `Error` whose message says which could not be had.
   * @param model what CreateTransformJob found under the job's ModelName.
   * @param environment goes over that of every container.
   */
  containers(model: object, environment: Readonly<Record<string, string>>): Promise<Omit<ContainerSpec, "log">[]>;
}

/** How a job ended that was not stopped. */
export interface JobOutcome {
  readonly failureReason?: string;
}

/** Runs a job from where its journal says it is. Throws the signal's reason when that fires. */
export async function runTransformJob(
  { document, name, arn }: TransformJobRecord,
  services: JobServices,
  journal: Journal,
  progress: Progress,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { job, model } = document;
  const started = document.started!;
  const logs = jobLogs(services.logs, name, started, arn);
  const storage = objectStorage(services.objects, job);
  const start = async (startSignal: AbortSignal) => {
    const containers = await services.containers(model, batchEnvironment(job)).catch((error: unknown) => {
      throw noModel(error instanceof Error ? error.message : String(error), error);
    });
    const ofInstance = (instance: number) =>
      containers.map((container) => ({
        ...container,
        group: `transform-${name}-${instance}`,
        log: logs.container(instance, container.name),
      }));
    const identity = { arn, started: new Date(started) };
    return startPool(ofInstance, services.execution, (said) => settingsOf(job, said, identity), startSignal);
  };
  try {
    const failure = await runJob({ storage, journal, progress, log: logs.data, start }, signal);
    await capture(job, started, services.objects, journal, signal);
    return failure === undefined ? {} : { failureReason: failureReason(failure) };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const known = error instanceof TransformError;
    logs.data(
      known ? `${error.fault}: ${error.message}` : `InternalServerError: ${String((error as Error)?.stack ?? error)}`,
    );
    return { failureReason: reasonOf(error) };
  }
}

/** Writes the manifests of `DataCaptureConfig` over the objects that were transformed. */
async function capture(
  job: TransformJob,
  started: number,
  objects: JobObjects,
  journal: Journal,
  signal: AbortSignal,
): Promise<void> {
  if (job.DataCaptureConfig === undefined) return;
  const target = parseS3Uri(job.TransformOutput.S3OutputPath)!;
  const done = journal
    .inputs!.filter(({ uri }) => journal.outcomes.get(uri)?.failure === undefined)
    .map(({ uri, output }) => ({
      input: parseS3Uri(uri)!,
      output: { bucket: target.bucket, key: joinKey(target.key, output) },
    }));
  if (done.length === 0) return;
  const destination = parseS3Uri(job.DataCaptureConfig.DestinationS3Uri)!;
  for (const { location, text } of captureFiles(job, new Date(started), destination, done)) {
    const { bucket, key } = location;
    await writeText(formatS3Uri(location), text, (body) => objects.put(bucket, key, body), signal);
  }
}
