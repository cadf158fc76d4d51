import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ContainerSpec } from "../runtimes/runtime.js";
import { Journal } from "../transform/engine/journal.js";
import { Progress } from "../transform/engine/progress.js";
import { runJob } from "../transform/engine/run-job.js";
import { JobRuleError, TransformError } from "../transform/errors.js";
import type { TransformJob } from "../transform/job.js";
import { batchEnvironment } from "../transform/jobs/environment.js";
import { checkJob } from "../transform/rules.js";
import { settingsOf } from "../transform/settings.js";
import { fileStorage } from "../transform/storage/files.js";
import { type Execution, startPool } from "../transform/workers/start-pool.js";
import { CliError, usageError } from "./errors.js";
import { inputFiles } from "./input-files.js";
import { localPipeline } from "./local-pipeline.js";
import { showProgress } from "./progress-line.js";
import { areGzip, type JobOptions, jobOf } from "./transform-job.js";

interface Options extends JobOptions {
  readonly model: readonly string[];
  readonly input: readonly string[];
  readonly output: string;
  readonly env: readonly string[];
  readonly verbose: boolean;
}

/** `kakehi transform`: a pipeline over files, with no server. */
export function transform(program: Command): void {
  program
    .command("transform")
    .description("run a pipeline of models over files, as a batch transform job does, with no server")
    .requiredOption(
      "-m, --model <archive...>",
      "model.tar.gz or its unpacked folder, in the pipeline's order; image=archive says its image",
    )
    .requiredOption("-i, --input <path...>", "files, folders, or patterns such as 'data/*.csv'")
    .requiredOption("-o, --output <folder>", "folder for the outputs: <input>.out")
    .option("-t, --content-type <type>", "content type of the inputs (default: by their names' ends)")
    .option("-a, --accept <type>", "content type wanted of the last container")
    .addOption(
      new Option("--split <type>", "how inputs are split (default: by lines for csv and jsonl)").choices([
        "None",
        "Line",
        "RecordIO",
        "TFRecord",
      ]),
    )
    .addOption(
      new Option("--strategy <strategy>", "records in a request (default: what the first container asks for)").choices([
        "MultiRecord",
        "SingleRecord",
      ]),
    )
    .addOption(
      new Option("--assemble <with>", "what ends an output record (default: as the inputs are split)").choices([
        "None",
        "Line",
      ]),
    )
    .option("--max-payload <MB>", "largest request in MB, 0 for no limit", count(0))
    .option("--max-concurrent <n>", "requests that one instance gets at a time", count(1))
    .option("--instances <n>", "instances of the pipeline", count(1), 1)
    .option("--input-filter <path>", "JSONPath of what the models get of a record, such as '$[1:]'")
    .option("--output-filter <path>", "JSONPath of what is kept of an output record")
    .option("--join", "put the input record before its prediction", false)
    .option("--timeout <seconds>", "for one request", count(1))
    .option("--retries <n>", "of a request that got no answer or a 5xx", count(0))
    .addOption(
      new Option("--on-bad-record <what>", "fail the file, or skip the record and list it in <input>.errors.jsonl")
        .choices(["fail", "skip"])
        .default("fail"),
    )
    .option("-e, --env <KEY=value...>", "variables of all containers, or of one: 2:KEY=value", [])
    .option("-v, --verbose", "print what the containers log", false)
    .addHelpText(
      "after",
      "\nExample:\n  kakehi transform --model sparkml.tar.gz --model xgboost.tar.gz --input 'data/*.csv' --output out/\n" +
        "\nExit codes: 0 all files were transformed, 1 some were not, 2 the command line is wrong, 130 interrupted.",
    )
    .action(run);
}

function count(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`expected a whole number from ${least} on.`);
    return number;
  };
}

async function run(options: Options): Promise<void> {
  const inputs = await inputFiles(options.input);
  const gzip = areGzip(inputs);
  const job = jobOf(options, inputs);
  try {
    checkJob(job);
  } catch (error) {
    throw error instanceof JobRuleError ? usageError(error.message) : error;
  }
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
    const storage = fileStorage(inputs, options.output, gzip);
    await execute(job, containers, journal, storage, interrupted.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute(
  job: TransformJob,
  containers: readonly ContainerSpec[],
  journal: Journal,
  storage: ReturnType<typeof fileStorage>,
  signal: AbortSignal,
): Promise<void> {
  const execution = await executionOf(containers);
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
async function executionOf(containers: readonly ContainerSpec[]): Promise<Execution> {
  const inThread = (image: string) => !image.startsWith("file:");
  const threadModule = new URL("../server/transform-worker.js", import.meta.url);
  if (containers.every(({ image }) => inThread(image))) return { runtimes: [], inThread, threadModule };
  const { nativeImages } = await import("../builtin/index.js");
  const { inProcess } = await import("../runtimes/in-process/runtime.js");
  const { processes } = await import("../runtimes/process/runtime.js");
  return { runtimes: [inProcess(nativeImages), processes({ images: {}, stopGraceMs: 5000 })], inThread, threadModule };
}
