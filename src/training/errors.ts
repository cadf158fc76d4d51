/** A rule that a training job breaks, in words for whoever made the request. */
export class TrainingRuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TrainingRuleError";
  }
}

/** What training jobs are refused for. Marked texts have been seen in answers of the service. */
export const ruleErrors = {
  noAlgorithm: () =>
    new TrainingRuleError("One of TrainingImage and AlgorithmName must be given in AlgorithmSpecification."),
  algorithmName: (name: string) =>
    new TrainingRuleError(
      `The algorithm ${name} cannot be resolved here: give its TrainingImage instead of an AlgorithmName.`,
    ),
  /** Seen. */
  noRepository: (repository: string, registry: string, role: string) =>
    new TrainingRuleError(
      `Cannot find repository: ${repository} in registry ID: ${registry} Please check if your ECR repository exists and ` +
        `role ${role} has proper pull permissions for SageMaker: ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ` +
        "ecr:GetDownloadUrlForLayer",
    ),
  noRuntime: (image: string) => new TrainingRuleError(`There is nothing here that runs the training image ${image}.`),
  /** Seen. */
  fixedMetrics: () =>
    new TrainingRuleError(
      "You can't override the metric definitions for Amazon SageMaker algorithms. " +
        "Please retry the request without specifying metric definitions.",
    ),
  metricRegex: (name: string, why: string) =>
    new TrainingRuleError(`The Regex of the metric definition ${name} is not a regular expression: ${why}`),
  channelTwice: (name: string) => new TrainingRuleError(`Duplicate channel name found: ${name}`),
  noS3Source: (channel: string) =>
    new TrainingRuleError(
      `The channel ${channel} must have an S3DataSource: file systems and data sets are not available here.`,
    ),
  s3DataType: (channel: string, type: string) =>
    new TrainingRuleError(
      `The channel ${channel} has S3DataType ${type}: S3Prefix and ManifestFile are available here.`,
    ),
  pipeMode: (channel: string) =>
    new TrainingRuleError(`The channel ${channel} has input mode Pipe: File and FastFile are available here.`),
  badUri: (member: string, uri: string) =>
    new TrainingRuleError(`${member} is not the URI of an S3 object or prefix: ${uri}`),
} as const;

/** Why a job's data could not be brought, as its FailureReason says it; see `downloadErrors`. */
export class DownloadError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DownloadError";
  }
}

/** What a download fails for. */
export const downloadErrors = {
  manifest: (uri: string, cause: Error) =>
    new DownloadError(`The manifest ${uri} cannot be used: ${cause.message}`, { cause }),
  store: (uri: string, cause: Error) => new DownloadError(`${uri}: ${cause.message}`, { cause }),
  fileName: (uri: string) => new DownloadError(`${uri} cannot be a file's name.`),
  nothingFound: (uri: string, channel: string) =>
    new DownloadError(`No S3 objects found under S3 URL "${uri}" of channel ${channel}.`),
} as const;
