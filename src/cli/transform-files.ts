import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import type { ContainerSpec } from "../runtimes/runtime.js";
import { Journal } from "../transform/engine/journal.js";
import { Progress } from "../transform/engine/progress.js";
import { runJob } from "../transform/engine/run-job.js";
import { TransformError } from "../transform/errors.js";
import type { TransformJob } from "../transform/job.js";
import { batchEnvironment } from "../transform/jobs/environment.js";
import { JobRuleError } from "../transform/rule-errors.js";
import { checkJob } from "../transform/rules.js";
import { settingsOf } from "../transform/settings.js";
import { fileStorage, removeParts } from "../transform/storage/files.js";
import type { TransformStorage } from "../transform/storage/storage.js";
import { type Execution, startPool } from "../transform/workers/start-pool.js";
import { CliError, usageError } from "./errors.js";
import { inputFiles } from "./input-files.js";
import { localPipeline } from "./local-pipeline.js";
import { showProgress } from "./progress-line.js";
import { areGzip, type JobOptions, jobOf } from "./transform-job.js";

export interface TransformOptions extends JobOptions {
  readonly model: readonly string[];
  readonly input: readonly string[];
  readonly output: string;
  readonly env: readonly string[];
  readonly verbose: boolean;
}

/**
 * Runs a pipeline of models over files.
 * @param thread starts a worker thread of batch transform.
 */
export async function transformFiles(options: TransformOptions, thread: () => Worker): Promise<void> {
  const inputs = await inputFiles(options.input);
  const gzip = areGzip(inputs);
  const job = jobOf(options, inputs);
  try {
    checkJob(job);
  } catch (error) {
    throw error instanceof JobRuleError ? usageError(error.message) : error;
  }
  await mkdir(options.output, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), "kakehi-"));
  const interrupted = new AbortController();
  const interrupt = () =>
    interrupted.abort(new CliError("interrupted: unfinished files have no output", { exitCode: 130 }));
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    const variables = [
      ...Object.entries(batchEnvironment(job)).map(([key, value]) => `${key}=${value}`),
      ...options.env,
    ];
    const log = options.verbose
      ? (container: string, line: string) => console.error(`${container}: ${line}`)
      : () => {};
    const containers = await localPipeline({ models: options.model, variables, folder, log });
    const journal = await Journal.open(join(folder, "journal"));
    await removeParts(options.output);
    const storage = fileStorage(inputs, options.output, gzip);
    const execution = await executionOf(containers, thread);
    await execute(job, { containers, execution, journal, storage }, interrupted.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly containers: readonly ContainerSpec[];
  readonly execution: Execution;
  readonly journal: Journal;
  readonly storage: TransformStorage;
}

async function execute(job: TransformJob, parts: Parts, signal: AbortSignal): Promise<void> {
  const { containers, execution, journal, storage } = parts;
  const identity = { arn: "local", started: new Date() };
  const progress = new Progress();
  const shown = showProgress(() => progress.report());
  const start = (startSignal: AbortSignal) =>
    startPool(
      () => containers,
      execution,
      (said) => settingsOf(job, said, identity),
      startSignal,
    );
  try {
    const failure = await runJob({ storage, journal, progress, log: shown.line, start }, signal);
    const { failed, total } = progress.report().objects;
    if (failure !== undefined) throw new CliError(`${failed} of ${total} files failed: see above`);
  } catch (error) {
    throw error instanceof TransformError ? new CliError(`${error.fault}: ${error.message}`, { cause: error }) : error;
  } finally {
    shown.end();
    await journal.close();
  }
}

/** Built-in images run in threads, which load them; only a pipeline with a process in it needs them here. */
async function executionOf(containers: readonly ContainerSpec[], thread: () => Worker): Promise<Execution> {
  const inThread = (image: string) => !image.startsWith("file:");
  if (containers.every(({ image }) => inThread(image))) return { runtimes: [], inThread, thread };
  const { nativeImages } = await import("../builtin/native-images.js");
  const { inProcess } = await import("../runtimes/in-process/runtime.js");
  const { processes } = await import("../runtimes/process/runtime.js");
  return { runtimes: [inProcess(nativeImages), processes({ images: {}, stopGraceMs: 5000 })], inThread, thread };
}
