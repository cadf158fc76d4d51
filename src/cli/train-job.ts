import type { TrainingJob } from "../training/job.js";
import { usageError } from "./errors.js";

/** The options of `kakehi train`. */
export interface TrainOptions {
  readonly input: readonly string[];
  readonly output: string;
  readonly param: readonly string[];
  readonly image: string;
  readonly contentType?: string;
  readonly env: readonly string[];
}

/** What data files are by their names' ends. */
const contentTypes: Readonly<Record<string, string>> = {
  csv: "text/csv",
  libsvm: "text/libsvm",
  svm: "text/libsvm",
  parquet: "application/x-parquet",
  pbr: "application/x-recordio-protobuf",
};

/** The job that a command line describes. Its locations are not used: files take the place of objects. */
export function trainingJobOf(
  options: TrainOptions,
  channels: ReadonlyMap<string, readonly { readonly name: string }[]>,
): { readonly job: TrainingJob; readonly environment: Record<string, string> } {
  const first = [...channels.values()][0][0].name;
  const ContentType = options.contentType ?? contentTypes[first.split(".").at(-1)!.toLowerCase()];
  const job: TrainingJob = {
    TrainingJobName: "local",
    RoleArn: "",
    AlgorithmSpecification: { TrainingImage: options.image, TrainingInputMode: "File" },
    HyperParameters: pairsOf("--param", options.param),
    InputDataConfig: [...channels.keys()].map((ChannelName) => ({
      ChannelName,
      DataSource: {},
      ...(ContentType !== undefined && { ContentType }),
    })),
    OutputDataConfig: { S3OutputPath: "" },
  };
  return { job, environment: { TRAINING_JOB_NAME: "local", ...pairsOf("--env", options.env) } };
}

function pairsOf(option: string, pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw usageError(`${option} ${pair}: expected name=value`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
