import type { TransformContext } from "./context.js";
import { findTransformJob } from "./find.js";
import { operation } from "./operation.js";
import { transformErrors } from "./transform-errors.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTransformJob.html */
export const stopTransformJob = operation(
  "StopTransformJobRequest",
  (context: TransformContext, { TransformJobName }) => {
    const record = findTransformJob(context, TransformJobName);
    if (record.status === "Stopping") return;
    if (record.status !== "InProgress") throw transformErrors.notRunning(record.status);
    context.transformJobs.stop(record);
  },
);
