import { type TransformJobDocument, transformJobKind } from "../../transform/jobs/document.js";
import type { ControlContext } from "./context.js";
import { listPage } from "./listing.js";
import { operation } from "./operation.js";
import { timeOf } from "./times.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTransformJobs.html */
export const listTransformJobs = operation("ListTransformJobsRequest", ({ records }: ControlContext, input) => {
  const { items, NextToken } = listPage<TransformJobDocument, object>(
    records,
    transformJobKind,
    input,
    ({ name, arn, created, modified, status, document }) => ({
      TransformJobName: name,
      TransformJobArn: arn,
      CreationTime: created,
      TransformEndTime: timeOf(document.ended),
      LastModifiedTime: modified,
      TransformJobStatus: status,
      FailureReason: document.failureReason,
    }),
  );
  return { TransformJobSummaries: items, NextToken };
});
