import type { BatchStrategy, SplitType, TransformJob } from "../transform/job.js";
import { onBadRecordKey } from "../transform/settings.js";
import type { InputObject } from "../transform/storage/storage.js";
import { usageError } from "./errors.js";

/** The options of `kakehi transform` that say what a CreateTransformJob request would. */
export interface JobOptions {
  readonly contentType?: string;
  readonly accept?: string;
  readonly split?: SplitType;
  readonly strategy?: BatchStrategy;
  readonly assemble?: "None" | "Line";
  readonly maxPayload?: number;
  readonly maxConcurrent?: number;
  readonly instances: number;
  readonly inputFilter?: string;
  readonly outputFilter?: string;
  readonly join: boolean;
  readonly timeout?: number;
  readonly retries?: number;
  readonly onBadRecord: "fail" | "skip";
}

interface Kind {
  readonly contentType: string;
  readonly split: SplitType;
}

/** What files are by their names' ends, `.gz` taken off. */
const kinds: Readonly<Record<string, Kind>> = {
  csv: { contentType: "text/csv", split: "Line" },
  jsonl: { contentType: "application/jsonlines", split: "Line" },
  ndjson: { contentType: "application/jsonlines", split: "Line" },
  json: { contentType: "application/json", split: "None" },
  libsvm: { contentType: "text/libsvm", split: "Line" },
  tfrecord: { contentType: "application/octet-stream", split: "TFRecord" },
  tfrecords: { contentType: "application/octet-stream", split: "TFRecord" },
};

/** The job that a command line describes. Its locations are not used: files take the place of objects. */
export function jobOf(options: JobOptions, inputs: readonly InputObject[]): TransformJob {
  const kind = options.contentType === undefined ? kindOf(inputs) : undefined;
  const contentType = options.contentType ?? kind!.contentType;
  const split = options.split ?? kind?.split ?? "None";
  const assemble = options.assemble ?? (split === "Line" ? "Line" : "None");
  const { accept, strategy, maxPayload, maxConcurrent, inputFilter, outputFilter, timeout, retries } = options;
  return {
    TransformJobName: "transform",
    ModelName: "models",
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://files/" } },
      ContentType: contentType,
      SplitType: split,
    },
    TransformOutput: {
      S3OutputPath: "s3://files/",
      AssembleWith: assemble,
      ...(accept !== undefined && { Accept: accept }),
    },
    TransformResources: { InstanceType: "ml.local.machine", InstanceCount: options.instances },
    Environment: { [onBadRecordKey]: options.onBadRecord },
    ...(strategy !== undefined && { BatchStrategy: strategy }),
    ...(maxPayload !== undefined && { MaxPayloadInMB: maxPayload }),
    ...(maxConcurrent !== undefined && { MaxConcurrentTransforms: maxConcurrent }),
    ModelClientConfig: {
      ...(timeout !== undefined && { InvocationsTimeoutInSeconds: timeout }),
      ...(retries !== undefined && { InvocationsMaxRetries: retries }),
    },
    DataProcessing: {
      ...(inputFilter !== undefined && { InputFilter: inputFilter }),
      ...(outputFilter !== undefined && { OutputFilter: outputFilter }),
      JoinSource: options.join ? "Input" : "None",
    },
  };
}

function kindOf(inputs: readonly InputObject[]): Kind {
  const found = new Set(inputs.map(({ uri }) => /\.([^./]+?)(?:\.gz)?$/.exec(uri)?.[1]?.toLowerCase() ?? ""));
  const [end] = found;
  const kind = found.size === 1 ? kinds[end!] : undefined;
  if (kind !== undefined) return kind;
  throw usageError(
    found.size > 1
      ? `the inputs are of several kinds (${[...found].join(", ")}): transform them apart, or say --content-type`
      : `what ${inputs[0].uri} holds cannot be told from its name: say --content-type`,
  );
}

/** Whether all inputs are compressed; a mixture is refused. */
export function areGzip(inputs: readonly InputObject[]): boolean {
  const packed = inputs.filter(({ uri }) => uri.endsWith(".gz")).length;
  if (packed > 0 && packed < inputs.length)
    throw usageError("some inputs end in .gz and some do not: transform them apart");
  return packed > 0;
}
