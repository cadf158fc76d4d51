import { createWriteStream } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { type RunningTraining, StartError, type TrainingRuntime } from "../runtimes/runtime.js";
import { trainingRuntimes } from "../server/training-execution.js";
import { filesBelow, packed } from "../stores/artifacts/pack.js";
import { prepareFolder } from "../training/folder/lay-out.js";
import { CliError, usageError } from "./errors.js";
import { selectFiles } from "./input-files.js";
import { type TrainOptions, trainingJobOf } from "./train-job.js";

/** `kakehi train`: a training container over files, with no server. */
export function train(program: Command): void {
  program
    .command("train")
    .description("train a model from files, as a training job does, with no server")
    .requiredOption(
      "-i, --input <channel=path...>",
      "data of a channel: a file, a folder, or a pattern; without channel= it is that of train",
    )
    .requiredOption("-o, --output <folder>", "folder for model.tar.gz, and for output.tar.gz where there is one")
    .option("-p, --param <name=value...>", "hyperparameters", [])
    .option("--image <image>", "training image: an XGBoost image's URI, or file:<folder>", "kakehi/xgboost")
    .option("-t, --content-type <type>", "content type of the data (default: by the first file's name)")
    .option("-e, --env <KEY=value...>", "variables of the container", [])
    .addHelpText(
      "after",
      "\nExample:\n  kakehi train -i train=data/train/ -i validation=data/valid.csv -p num_round=100 objective=reg:squarederror -o out/\n" +
        "\nThe container's lines are printed to stdout. Exit codes: 0 done, 1 the training failed, 2 the command line is wrong,\n" +
        "130 interrupted.",
    )
    .action(run);
}

async function run(options: TrainOptions): Promise<void> {
  const runtime = trainingRuntimes({}).find((candidate) => candidate.accepts(options.image));
  if (runtime === undefined) throw usageError(`nothing here runs the training image ${options.image}`);
  const channels = await channelsOf(options.input);
  const { job, environment } = trainingJobOf(options, channels);
  await mkdir(options.output, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), "kakehi-"));
  try {
    await prepareFolder(folder, job);
    for (const [channel, files] of channels) {
      for (const { name, path } of files) {
        const target = join(folder, "input/data", channel, name);
        await mkdir(dirname(target), { recursive: true });
        await copyFile(path, target);
      }
    }
    await execute(runtime, options.image, folder, environment);
    await pack(join(folder, "model"), join(options.output, "model.tar.gz"), true);
    await pack(join(folder, "output/data"), join(options.output, "output.tar.gz"), false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ChannelFile {
  readonly name: string;
  readonly path: string;
}

async function channelsOf(inputs: readonly string[]): Promise<Map<string, ChannelFile[]>> {
  /** By channel, where the file of each name is. */
  const channels = new Map<string, Map<string, string>>();
  for (const input of inputs) {
    const [, channel = "train", path] = /^(?:([A-Za-z0-9._-]+)=)?(.+)$/s.exec(input)!;
    const { folder, files } = await selectFiles(path!);
    const paths = channels.get(channel) ?? new Map<string, string>();
    channels.set(channel, paths);
    for (const name of files) {
      const other = paths.get(name) ?? folder + name;
      if (other !== folder + name) {
        throw usageError(`${other} and ${folder + name} would both be ${name} of the channel ${channel}`);
      }
      paths.set(name, other);
    }
  }
  return new Map(
    [...channels].map(([channel, paths]) => [channel, Array.from(paths, ([name, path]) => ({ name, path }))]),
  );
}

/** Between SIGTERM and SIGKILL of a container that is interrupted. */
const stopGraceMs = 5_000;

async function execute(
  runtime: TrainingRuntime,
  image: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  let container: RunningTraining;
  try {
    container = await runtime.start({ image, folder, environment, log: (line) => console.log(line) });
  } catch (error) {
    throw error instanceof StartError ? usageError(error.message) : error;
  }
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    void container.stop(stopGraceMs);
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const ending = await container.ended.finally(() => process.off("SIGINT", interrupt).off("SIGTERM", interrupt));
  if (interrupted) throw new CliError("interrupted: no model was written", { exitCode: 130 });
  if (ending === 0) return;
  const said = await readFile(join(folder, "output/failure"), "utf8").catch(() => "");
  const reason = said.trim().split("\n").at(-1);
  throw new CliError(reason || (typeof ending === "number" ? `the training ended with exit code ${ending}` : ending));
}

async function pack(folder: string, archive: string, always: boolean): Promise<void> {
  const files = await filesBelow(folder);
  if (always || files.length > 0) await pipeline(Readable.from(packed(files)), createWriteStream(archive));
}
