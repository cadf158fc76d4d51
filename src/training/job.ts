import type { MetricDefinition } from "../pipeline/native-trainer.js";

/**
 * A training job as CreateTrainingJob takes it: SageMaker's member names, so that a request is a job as it stands. What has no
 * effect here (VPCs, instance types, spot capacity, the debugger and the profiler) is kept by the API and not repeated in this type.
 */
export interface TrainingJob {
  readonly TrainingJobName: string;
  readonly HyperParameters?: Readonly<Record<string, string>>;
  readonly AlgorithmSpecification?: AlgorithmSpecification;
  readonly RoleArn: string;
  readonly InputDataConfig?: readonly Channel[];
  readonly OutputDataConfig: OutputDataConfig;
  readonly ResourceConfig?: ResourceConfig;
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: number };
  readonly CheckpointConfig?: CheckpointConfig;
  readonly Environment?: Readonly<Record<string, string>>;
}

export interface AlgorithmSpecification {
  readonly TrainingImage?: string;
  readonly AlgorithmName?: string;
  readonly TrainingInputMode: InputMode;
  readonly MetricDefinitions?: readonly MetricDefinition[];
  readonly ContainerEntrypoint?: readonly string[];
  readonly ContainerArguments?: readonly string[];
}

export type InputMode = "Pipe" | "File" | "FastFile";

export interface Channel {
  readonly ChannelName: string;
  readonly DataSource: { readonly S3DataSource?: S3DataSource };
  readonly ContentType?: string;
  readonly CompressionType?: "None" | "Gzip";
  readonly RecordWrapperType?: "None" | "RecordIO";
  readonly InputMode?: InputMode;
}

export interface S3DataSource {
  readonly S3DataType: string;
  readonly S3Uri: string;
  readonly S3DataDistributionType?: "FullyReplicated" | "ShardedByS3Key";
}

export interface OutputDataConfig {
  readonly S3OutputPath: string;
  readonly CompressionType?: "GZIP" | "NONE";
}

export interface ResourceConfig {
  readonly InstanceType?: string;
  readonly InstanceCount?: number;
}

export interface CheckpointConfig {
  readonly S3Uri: string;
  readonly LocalPath?: string;
}

/** How long a job may run when it does not say. */
export const defaultMaxRuntimeSeconds = 24 * 3600;
