import type { TrainingRuntime } from "../runtimes/runtime.js";
import { parseS3Uri } from "../stores/objects/s3-uri.js";
import { ruleErrors } from "./errors.js";
import type { Channel, TrainingJob } from "./job.js";

/** Checks what the shapes of a job's members do not say. Throws `TrainingRuleError`. */
export function checkTrainingJob(job: TrainingJob, runtimes: readonly TrainingRuntime[]): void {
  const {
    TrainingImage: image,
    AlgorithmName: algorithm,
    MetricDefinitions: metrics = [],
  } = job.AlgorithmSpecification ?? {};
  if (algorithm !== undefined) throw ruleErrors.algorithmName(algorithm);
  if (image === undefined) throw ruleErrors.noAlgorithm();
  const runtime = runtimes.find((candidate) => candidate.accepts(image));
  if (runtime === undefined) throw noRuntime(image, job.RoleArn);
  const isBuiltIn = runtime.metricDefinitions(image) !== undefined;
  if (isBuiltIn && metrics.length > 0) throw ruleErrors.fixedMetrics();
  for (const { Name, Regex } of metrics) {
    try {
      new RegExp(Regex);
    } catch (error) {
      throw ruleErrors.metricRegex(Name, (error as Error).message);
    }
  }
  const names = new Set<string>();
  for (const channel of job.InputDataConfig ?? []) {
    if (names.has(channel.ChannelName)) throw ruleErrors.channelTwice(channel.ChannelName);
    names.add(channel.ChannelName);
    checkChannel(channel);
    if (inputModeOf(job, channel) === "Pipe" && !isBuiltIn) throw ruleErrors.pipeMode(channel.ChannelName);
  }
  checkUri("OutputDataConfig.S3OutputPath", job.OutputDataConfig.S3OutputPath);
  if (job.CheckpointConfig !== undefined) checkUri("CheckpointConfig.S3Uri", job.CheckpointConfig.S3Uri);
}

/** How a channel's data reaches the container. */
export function inputModeOf(job: TrainingJob, channel: Channel) {
  return channel.InputMode ?? job.AlgorithmSpecification?.TrainingInputMode ?? "File";
}

function checkChannel({ ChannelName: name, DataSource: { S3DataSource: source } }: Channel): void {
  if (source === undefined) throw ruleErrors.noS3Source(name);
  if (source.S3DataType !== "S3Prefix" && source.S3DataType !== "ManifestFile")
    throw ruleErrors.s3DataType(name, source.S3DataType);
  checkUri(`The S3Uri of channel ${name}`, source.S3Uri);
}

function checkUri(member: string, uri: string): void {
  if (parseS3Uri(uri) === undefined) throw ruleErrors.badUri(member, uri);
}

function noRuntime(image: string, role: string): Error {
  const ecr = /^(\d{12})\.dkr\.ecr[^/]*\/([^:@]+)/.exec(image);
  return ecr === null ? ruleErrors.noRuntime(image) : ruleErrors.noRepository(ecr[2], ecr[1], role);
}
