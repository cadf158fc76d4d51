import type { TransformContext } from "./context.js";
import { findTransformJob } from "./find.js";
import { operation } from "./operation.js";
import { timeOf } from "./times.js";

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
      TransformStartTime: timeOf(started),
      TransformEndTime: timeOf(ended),
      KakehiProgress: context.transformJobs.progress(name),
    };
  },
);
