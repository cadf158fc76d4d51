/**
 * A transform job as CreateTransformJob takes it: SageMaker's member names, so that a request is a job as it stands. What has
 * no effect here (KMS keys, instance types, experiments) is kept by the API and not repeated in this type.
 */
export interface TransformJob {
  readonly TransformJobName: string;
  readonly ModelName: string;
  /** 0 counts as not set. */
  readonly MaxConcurrentTransforms?: number;
  readonly ModelClientConfig?: ModelClientConfig;
  /** 0: no limit. */
  readonly MaxPayloadInMB?: number;
  readonly BatchStrategy?: BatchStrategy;
  readonly Environment?: Readonly<Record<string, string>>;
  readonly TransformInput: TransformInput;
  readonly TransformOutput: TransformOutput;
  readonly DataCaptureConfig?: BatchDataCaptureConfig;
  readonly TransformResources: { readonly InstanceType: string; readonly InstanceCount: number };
  readonly DataProcessing?: DataProcessing;
}

export type BatchStrategy = "MultiRecord" | "SingleRecord";
export type SplitType = "None" | "Line" | "RecordIO" | "TFRecord";
export type AssembleWith = "None" | "Line";

export interface ModelClientConfig {
  readonly InvocationsTimeoutInSeconds?: number;
  readonly InvocationsMaxRetries?: number;
}

export interface TransformInput {
  readonly DataSource: { readonly S3DataSource: { readonly S3DataType: string; readonly S3Uri: string } };
  readonly ContentType?: string;
  readonly CompressionType?: "None" | "Gzip";
  readonly SplitType?: SplitType;
}

export interface TransformOutput {
  readonly S3OutputPath: string;
  readonly Accept?: string;
  readonly AssembleWith?: AssembleWith;
}

export interface BatchDataCaptureConfig {
  readonly DestinationS3Uri: string;
  readonly GenerateInferenceId?: boolean;
}

export interface DataProcessing {
  readonly InputFilter?: string;
  readonly OutputFilter?: string;
  readonly JoinSource?: "Input" | "None";
}

/** The container's media type without parameters, in lower case; "" when none is given. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? "").split(";", 1)[0].trim().toLowerCase();
}
