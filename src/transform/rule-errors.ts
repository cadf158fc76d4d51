/** A filter that SageMaker's JSONPath subset does not have: refused when the job is created. */
export class JsonPathError extends Error {
  /** The character that nothing can be made of; absent when the whole is at fault. */
  readonly found: string | undefined;

  constructor(message: string, found?: string) {
    super(message);
    this.name = "JsonPathError";
    this.found = found;
  }
}

/** Members of a job that do not go together; the message says which and why. */
export class JobRuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JobRuleError";
  }
}

/** What is wrong with a path. */
export const pathErrors = {
  noDollar: (path: string) => new JsonPathError(`Invalid JsonPath: ${path}: it must begin with $`),
  /** aws/sagemaker-python-sdk issue 1112 */
  severalSlices: (path: string, inside: string) =>
    new JsonPathError(
      `Invalid JsonPath: ${path}: only single range filters of format (eg: [1:5]) are supported. Format [${inside}] is not supported`,
    ),
  tooShort: (path: string) => new JsonPathError(`Invalid JsonPath: ${path}: it ends too early`),
  unexpected: (path: string, at: number) =>
    new JsonPathError(
      `Invalid JsonPath: ${path}: unexpected "${path.slice(at)}" at character ${at + 1}`,
      path.charAt(at),
    ),
} as const;

const formats = "text/csv, application/json, or application/jsonlines";

/** What a job is refused for before it begins. The two texts about paths are AWS's; it documents the other rules without words. */
export const jobRules = {
  /** boto/boto3 issue 3136 */
  unexpectedInPath: (member: string, path: string, found: string, type: string) =>
    new JobRuleError(
      `Invalid ${member}: "${path}". Unexpected "${found}" in JsonPath. Supported operators for "${type}" are ` +
        "['$', '[', ']', '*', '.', ' ', ',', ':', '-', ''']",
    ),
  /** aws/sagemaker-python-sdk issue 1112 */
  path: (message: string) => new JobRuleError(message),
  csvPath: (member: string, path: string) =>
    new JobRuleError(
      `Invalid ${member}: "${path}". A row of "text/csv" has no names: use indexes, as in $[0] or $[1:].`,
    ),
  dataType: (type: string) =>
    new JobRuleError(`S3DataType ${type} is not supported for transform jobs: use S3Prefix or ManifestFile.`),
  location: (member: string, uri: string) => new JobRuleError(`${member} "${uri}" is not a location in Amazon S3.`),
  payload: (megabytes: number) =>
    new JobRuleError(`MaxPayloadInMB cannot be greater than 100, but it is ${megabytes}.`),
  product: (product: number) =>
    new JobRuleError(`MaxConcurrentTransforms * MaxPayloadInMB cannot be greater than 100, but it is ${product}.`),
  strategyNeedsSplit: () =>
    new JobRuleError("BatchStrategy can be set only with a SplitType of Line, RecordIO, or TFRecord."),
  processingType: (type: string) =>
    new JobRuleError(`DataProcessing needs a ContentType of ${formats}, not "${type}".`),
  processingAccept: (accept: string, type: string) =>
    new JobRuleError(`With DataProcessing, Accept must be the ContentType "${type}", not "${accept}".`),
  processingAssembly: (assembly: string, split: string) =>
    new JobRuleError(`With DataProcessing, AssembleWith must be the SplitType ${split}, not ${assembly}.`),
  processingCsvLines: () =>
    new JobRuleError("With DataProcessing, text/csv needs both SplitType and AssembleWith to be Line."),
  inferenceType: (type: string) => new JobRuleError(`GenerateInferenceId needs output in ${formats}, not "${type}".`),
  inferenceCsvLines: () => new JobRuleError("GenerateInferenceId with text/csv needs an AssembleWith of Line."),
  onBadRecord: (key: string, value: string) =>
    new JobRuleError(`The environment variable ${key} must be fail or skip, not "${value}".`),
};
