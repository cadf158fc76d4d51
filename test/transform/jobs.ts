import type { TransformJob } from "../../src/transform/job.js";
import { type BlockSettings, settingsOf } from "../../src/transform/settings.js";

type Changes = Partial<Omit<TransformJob, "TransformInput" | "TransformOutput">> & {
  readonly TransformInput?: Partial<TransformJob["TransformInput"]>;
  readonly TransformOutput?: Partial<TransformJob["TransformOutput"]>;
};

/** A job over `s3://data/in/`, with what a test wants otherwise. */
export function jobWith({ TransformInput: input, TransformOutput: output, ...changes }: Changes = {}): TransformJob {
  return {
    TransformJobName: "job",
    ModelName: "model",
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/in/" } },
      ContentType: "text/csv",
      SplitType: "Line",
      ...input,
    },
    TransformOutput: { S3OutputPath: "s3://data/out", AssembleWith: "Line", ...output },
    TransformResources: { InstanceType: "ml.m5.xlarge", InstanceCount: 1 },
    ...changes,
  };
}

export const identity = { arn: "arn:aws:sagemaker:us-east-1:000000000000:transform-job/job", started: new Date(1e12) };

export function settingsWith(changes: Changes = {}): BlockSettings {
  return settingsOf(jobWith(changes), {}, identity);
}
