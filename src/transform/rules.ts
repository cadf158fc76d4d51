import { parseS3Uri } from "../stores/objects/s3-uri.js";
import { mediaType, type TransformJob } from "./job.js";
import { parseJsonPath } from "./json-path/parse.js";
import { JsonPathError, jobRules } from "./rule-errors.js";
import { onBadRecordKey } from "./settings.js";

const processable: ReadonlySet<string> = new Set(["text/csv", "application/json", "application/jsonlines"]);

/**
 * The rules on a job that the shapes of its members alone do not say. Throws `JobRuleError`.
 * Sources: API reference, CreateTransformJob, TransformInput; developer guide, "Associate Prediction Results with Input Records".
 */
export function checkJob(job: TransformJob): void {
  const { TransformInput: input, TransformOutput: output, DataCaptureConfig: capture } = job;
  const { S3DataType: type, S3Uri: uri } = input.DataSource.S3DataSource;
  if (type !== "S3Prefix" && type !== "ManifestFile") throw jobRules.dataType(type);
  checkLocation("S3Uri", uri);
  checkLocation("S3OutputPath", output.S3OutputPath);
  if (capture !== undefined) checkLocation("DestinationS3Uri", capture.DestinationS3Uri);
  checkRequests(job);
  checkProcessing(job);
  checkInference(job);
  const onBadRecord = job.Environment?.[onBadRecordKey] ?? "fail";
  if (onBadRecord !== "fail" && onBadRecord !== "skip") throw jobRules.onBadRecord(onBadRecordKey, onBadRecord);
}

function checkLocation(member: string, uri: string): void {
  if (parseS3Uri(uri) === undefined) throw jobRules.location(member, uri);
}

function checkRequests({ MaxPayloadInMB: payload, MaxConcurrentTransforms: concurrent, ...job }: TransformJob): void {
  if (payload !== undefined && payload > 100) throw jobRules.payload(payload);
  const product = (payload ?? 0) * (concurrent ?? 0);
  if (product > 100) throw jobRules.product(product);
  if (job.BatchStrategy !== undefined && (job.TransformInput.SplitType ?? "None") === "None") {
    throw jobRules.strategyNeedsSplit();
  }
}

function checkProcessing({
  DataProcessing: processing,
  TransformInput: input,
  TransformOutput: output,
}: TransformJob): void {
  const { InputFilter = "$", OutputFilter = "$", JoinSource = "None" } = processing ?? {};
  if (InputFilter === "$" && OutputFilter === "$" && JoinSource === "None") return;
  const type = mediaType(input.ContentType);
  const { SplitType: split = "None" } = input;
  const { AssembleWith: assemble = "None", Accept: accept } = output;
  if (!processable.has(type)) throw jobRules.processingType(input.ContentType ?? "");
  if (accept !== undefined && mediaType(accept) !== type) throw jobRules.processingAccept(accept, type);
  if (assemble !== split) throw jobRules.processingAssembly(assemble, split);
  if (type === "text/csv" && split !== "Line") throw jobRules.processingCsvLines();
  checkPath("InputFilter", InputFilter, type);
  checkPath("OutputFilter", OutputFilter, type);
}

function checkPath(member: string, text: string, type: string): void {
  try {
    const { steps } = parseJsonPath(text);
    const indexesOnly = steps.length <= 1 && steps.every(({ kind }) => kind !== "names");
    if (type === "text/csv" && !indexesOnly) throw jobRules.csvPath(member, text);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw error.found === undefined
      ? jobRules.path(error.message)
      : jobRules.unexpectedInPath(member, text, error.found, type);
  }
}

function checkInference({
  DataCaptureConfig: capture,
  TransformInput: input,
  TransformOutput: output,
}: TransformJob): void {
  if (capture?.GenerateInferenceId !== true) return;
  const type = mediaType(output.Accept ?? input.ContentType);
  if (!processable.has(type)) throw jobRules.inferenceType(output.Accept ?? input.ContentType ?? "");
  if (type === "text/csv" && (output.AssembleWith ?? "None") !== "Line") throw jobRules.inferenceCsvLines();
}
