import type { TransformJob } from "../job.js";

/**
 * What a job adds to the environment of every container: what tells it that it serves a batch, then the job's own variables.
 * Source: developer guide, "Use Your Own Inference Code with Batch Transform".
 */
export function batchEnvironment(job: TransformJob): Record<string, string> {
  const strategy =
    job.BatchStrategy && { MultiRecord: "MULTI_RECORD", SingleRecord: "SINGLE_RECORD" }[job.BatchStrategy];
  return {
    SAGEMAKER_BATCH: "true",
    ...(job.MaxPayloadInMB !== undefined && { SAGEMAKER_MAX_PAYLOAD_IN_MB: String(job.MaxPayloadInMB) }),
    ...(strategy !== undefined && { SAGEMAKER_BATCH_STRATEGY: strategy }),
    ...(job.MaxConcurrentTransforms !== undefined && {
      SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: String(job.MaxConcurrentTransforms),
    }),
    ...job.Environment,
  };
}
