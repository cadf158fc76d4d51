import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { nativeImages } from "../builtin/native-images.js";
import { realTime, runChain } from "../pipeline/chain.js";
import { StageError } from "../pipeline/errors.js";
import type { StageReport } from "../pipeline/stage.js";
import { inProcess } from "../runtimes/in-process/runtime.js";
import { processes } from "../runtimes/process/runtime.js";
import { type ContainerSpec, type RunningContainer, StartError } from "../runtimes/runtime.js";
import { CliError, usageError } from "./errors.js";
import { localPipeline } from "./local-pipeline.js";
import { placeText } from "./place-text.js";
import { printAnswer } from "./print-answer.js";
import { readBody } from "./request-body.js";

interface Options {
  readonly input: string;
  readonly contentType: string;
  readonly accept?: string;
  readonly env: readonly string[];
  readonly trace: boolean;
  readonly verbose: boolean;
}

/** `kakehi run`: one request through a pipeline, with no server. */
export function run(program: Command): void {
  program
    .command("run <model...>")
    .description("send one request through a pipeline of models, with no server, and print the answer")
    .requiredOption("-i, --input <file>", "file with the request's body, - for standard input")
    .option("-t, --content-type <type>", "content type of the body", "text/csv")
    .option("-a, --accept <type>", "content type wanted of the last container")
    .option("-e, --env <KEY=value...>", "variable for every container; 2:KEY=value for the second one", [])
    .option("--trace", "print on standard error what each container took", false)
    .option("-v, --verbose", "print the containers' logs on standard error", false)
    .addHelpText(
      "after",
      "\nA model is a model.tar.gz or its unpacked folder; image=archive says which image it is for.",
    )
    .action(execute);
}

async function execute(models: readonly string[], options: Options): Promise<void> {
  const body = await readBody(options.input);
  const folder = await mkdtemp(join(tmpdir(), "kakehi-run-"));
  const started: RunningContainer[] = [];
  try {
    const log = (container: string, line: string) => {
      if (options.verbose) process.stderr.write(`${container}: ${line}\n`);
    };
    for (const spec of await localPipeline({ models, variables: options.env, folder, log })) {
      started.push(await start(spec));
    }
    const stages = started.map((container) => ({ name: container.name, container }));
    const invocation = { contentType: options.contentType, accept: options.accept, headers: {}, body };
    const limits = { ...realTime, budgetMs: 24 * 3600 * 1000, hopLimitBytes: Number.POSITIVE_INFINITY };
    const reply = await runChain(stages, invocation, limits, options.trace ? { stage: printStage } : undefined);
    printAnswer(reply.body);
  } catch (error) {
    if (error instanceof StageError) throw new CliError(refusalOf(error, options.verbose), { cause: error });
    throw error;
  } finally {
    await Promise.all(started.map((container) => container.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a container said, and where and why, as far as it is known; its log may know more of a failure of its own. */
function refusalOf({ message, status, place }: StageError, verbose: boolean): string {
  const known = verbose || (status >= 400 && status < 500) ? "" : "\n--verbose shows what the container logs";
  return message + (placeText(place) || known);
}

async function start(spec: ContainerSpec): Promise<RunningContainer> {
  const runtimes = [inProcess(nativeImages), processes({ images: {}, stopGraceMs: 5_000 })];
  const runtime = runtimes.find((candidate) => candidate.accepts(spec.image));
  if (runtime === undefined)
    throw usageError(
      `${spec.image} is none of the images that run with no server: kakehi/sparkml-serving, kakehi/xgboost, kakehi/onnx, kakehi/handler, file:<folder>`,
    );
  try {
    return await runtime.start(spec);
  } catch (error) {
    if (error instanceof StartError)
      throw new CliError(`${spec.name} (${spec.image}): ${error.message}`, { cause: error });
    throw error;
  }
}

function printStage({ name, ms, status, handedOver }: StageReport): void {
  process.stderr.write(
    `${name}: ${ms.toFixed(3)} ms, ${status}, ${handedOver ? "handed a frame over" : "answered in bytes"}\n`,
  );
}
