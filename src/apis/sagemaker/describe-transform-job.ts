import { operation } from "./operation.js";
import { findTransformJob, type TransformContext } from "./transform-context.js";

/**
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTransformJob.html
 * `KakehiProgress` is not AWS's: clients ignore members they do not know.
 */
export const describeTransformJob = operation(
  "DescribeTransformJobRequest",
  (context: TransformContext, { TransformJobName }) => {
    const { name, arn, status, created, document } = findTransformJob(context, TransformJobName);
    const { job, started, ended, failureReason } = document;
    return {
      ...job,
      TransformJobName: name,
      TransformJobArn: arn,
      TransformJobStatus: status,
      FailureReason: failureReason,
      CreationTime: created,
      TransformStartTime: started === undefined ? undefined : new Date(started),
      TransformEndTime: ended === undefined ? undefined : new Date(ended),
      KakehiProgress: context.transformJobs.progress(name),
    };
  },
);
