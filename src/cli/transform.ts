import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EarlyThreads } from "./early-threads.js";
import type { TransformOptions } from "./transform-files.js";

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

/** The threads begin to load before what this thread needs, and while it reads the models: a small job is mostly start-up. */
async function run(options: TransformOptions): Promise<void> {
  const requests = options.maxConcurrent ? options.instances * options.maxConcurrent : Number.POSITIVE_INFINITY;
  const threads = new EarlyThreads(Math.min(availableParallelism(), requests));
  try {
    const { transformFiles } = await import("./transform-files.js");
    await transformFiles(options, () => threads.take());
  } finally {
    await threads.end();
  }
}
