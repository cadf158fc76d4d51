import { type TrainingJobDocument, trainingJobKind } from "../../training/jobs/document.js";
import type { ControlContext } from "./context.js";
import { listPage } from "./listing.js";
import { operation } from "./operation.js";
import { timeOf } from "./times.js";

/**
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTrainingJobs.html
 * No job here has a warm pool or a training plan, so that filters on those find none.
 */
export const listTrainingJobs = operation("ListTrainingJobsRequest", ({ records }: ControlContext, input) => {
  const { WarmPoolStatusEquals, TrainingPlanArnEquals, ...query } = input;
  if (WarmPoolStatusEquals !== undefined || TrainingPlanArnEquals !== undefined) return { TrainingJobSummaries: [] };
  const { items, NextToken } = listPage<TrainingJobDocument, object>(
    records,
    trainingJobKind,
    query,
    ({ name, arn, created, modified, status, document }) => ({
      TrainingJobName: name,
      TrainingJobArn: arn,
      CreationTime: created,
      TrainingEndTime: timeOf(document.trainingEnded),
      LastModifiedTime: modified,
      TrainingJobStatus: status,
      SecondaryStatus: document.transitions.at(-1)!.status,
    }),
    "Ascending",
  );
  return { TrainingJobSummaries: items, NextToken };
});
