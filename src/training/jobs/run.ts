import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobSignals } from "../../jobs/running-jobs.js";
import { after } from "../../jobs/timer.js";
import { StartError, type TrainingEnding, type TrainingRuntime } from "../../runtimes/runtime.js";
import { ObjectError } from "../../stores/objects/errors.js";
import type { ObjectStore } from "../../stores/objects.js";
import { DownloadError } from "../errors.js";
import { syncCheckpoints } from "../folder/checkpoint-sync.js";
import { layOutTraining } from "../folder/lay-out.js";
import { uploadOutput } from "../folder/upload.js";
import { defaultMaxRuntimeSeconds, type TrainingJob } from "../job.js";
import { escapeControls } from "./log.js";
import type { MetricCollector } from "./metrics.js";

/** Between SIGTERM and SIGKILL: of a job that is stopped, and of one whose server is. */
const stopGraceMs = 120_000;
const closingGraceMs = 2_000;

/** The longest text that a job's failure file can give to its FailureReason. */
const longestFailure = 1024;

export interface TrainingRunOptions {
  readonly job: TrainingJob;
  readonly arn: string;
  /** The training's own folder, which stands for `/opt/ml`. */
  readonly folder: string;
  readonly runtime: TrainingRuntime;
  readonly objects: TrainingObjects;
  readonly metrics: MetricCollector;
  readonly log: (line: string) => void;
  readonly entered: (status: "Downloading" | "Training" | "Uploading") => void;
  /** The model of a job that is stopped is stored all the same, unless the server is being stopped. */
  readonly signals: JobSignals;
}

export type TrainingObjects = Pick<ObjectStore, "get" | "head" | "list" | "put">;

export interface TrainingOutcome {
  readonly failureReason?: string;
  readonly ranTooLong?: boolean;
}

/** Runs one training from its data to its model. Throws the signal's reason when it is stopped before its container runs. */
export async function runTraining(options: TrainingRunOptions): Promise<TrainingOutcome> {
  const { job, folder, objects, log, signals } = options;
  const { stop, closing } = signals;
  try {
    options.entered("Downloading");
    await layOutTraining(folder, job, objects, stop);
    options.entered("Training");
    const checkpoints = syncCheckpoints(objects, job, folder, log);
    const { ending, ranTooLong } = await runContainer(options).finally(() => checkpoints.finish());
    closing.throwIfAborted();
    if (ending !== 0 && !stop.aborted && !ranTooLong) return { failureReason: await failureOf(folder, ending) };
    options.entered("Uploading");
    await uploadOutput(objects, job, folder);
    return { ranTooLong };
  } catch (error) {
    if (closing.aborted || error === stop.reason) throw error;
    return { failureReason: reasonOf(error) };
  }
}

async function runContainer(options: TrainingRunOptions): Promise<{ ending: TrainingEnding; ranTooLong: boolean }> {
  const { job, arn, folder, runtime, metrics, log, signals } = options;
  const { stop, closing } = signals;
  const { TrainingImage, ContainerEntrypoint, ContainerArguments } = job.AlgorithmSpecification!;
  const container = await runtime.start({
    image: TrainingImage!,
    ...(ContainerEntrypoint && { entrypoint: ContainerEntrypoint }),
    ...(ContainerArguments && { arguments: ContainerArguments }),
    folder,
    environment: { TRAINING_JOB_NAME: job.TrainingJobName, TRAINING_JOB_ARN: arn, ...job.Environment },
    log: (text) => {
      const line = escapeControls(text);
      metrics.take(line);
      log(line);
    },
  });
  const end = () => void container.stop(closing.aborted ? closingGraceMs : stopGraceMs);
  if (stop.aborted) end();
  for (const signal of [stop, closing]) signal.addEventListener("abort", end);
  let ranTooLong = false;
  const seconds = job.StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
  const finished = after(seconds * 1000, () => {
    ranTooLong = true;
    end();
  });
  try {
    return { ending: await container.ended, ranTooLong };
  } finally {
    finished();
    for (const signal of [stop, closing]) signal.removeEventListener("abort", end);
  }
}

/** What the container wrote about its failure, or how it ended. */
async function failureOf(folder: string, ending: TrainingEnding): Promise<string> {
  const text = await readFile(join(folder, "output", "failure"), "utf8").catch(() => "");
  if (text !== "") return `AlgorithmError: ${text.slice(0, longestFailure)}`;
  return typeof ending === "number" ? `AlgorithmError: , exit code: ${ending}` : `AlgorithmError: ${ending}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof DownloadError) return `ClientError: Data download failed:${error.message}`;
  if (error instanceof StartError) return `AlgorithmError: ${error.message}`;
  if (error instanceof ObjectError) return `ClientError: ${error.message}`;
  return `InternalServerError: ${error instanceof Error ? error.message : String(error)}`;
}
