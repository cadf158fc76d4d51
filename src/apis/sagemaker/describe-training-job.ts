import { modelUri } from "../../training/folder/upload.js";
import { defaultMaxRuntimeSeconds } from "../../training/job.js";
import type { TrainingContext } from "./context.js";
import { findTrainingJob } from "./find.js";
import { operation } from "./operation.js";
import { timeOf } from "./times.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html */
export const describeTrainingJob = operation(
  "DescribeTrainingJobRequest",
  (context: TrainingContext, { TrainingJobName }) => {
    const { name, arn, status, created, modified, document } = findTrainingJob(context, TrainingJobName);
    const { job, transitions, trainingStarted, trainingEnded, metrics } = document;
    const seconds =
      trainingStarted === undefined || trainingEnded === undefined
        ? undefined
        : Math.max(1, Math.round((trainingEnded - trainingStarted) / 1000));
    return {
      ...job,
      TrainingJobName: name,
      TrainingJobArn: arn,
      ModelArtifacts: { S3ModelArtifacts: modelUri(job) },
      TrainingJobStatus: status,
      SecondaryStatus: transitions.at(-1)!.status,
      FailureReason: document.failureReason,
      StoppingCondition: { MaxRuntimeInSeconds: defaultMaxRuntimeSeconds, ...job.StoppingCondition },
      CreationTime: created,
      TrainingStartTime: timeOf(trainingStarted),
      TrainingEndTime: timeOf(trainingEnded),
      LastModifiedTime: modified,
      SecondaryStatusTransitions: transitions.map((transition) => ({
        Status: transition.status,
        StartTime: timeOf(transition.started),
        EndTime: timeOf(transition.ended),
        StatusMessage: transition.message,
      })),
      FinalMetricDataList: metrics?.map((metric) => ({
        MetricName: metric.name,
        Value: metric.value,
        Timestamp: timeOf(metric.time),
      })),
      TrainingTimeInSeconds: seconds,
      BillableTimeInSeconds: seconds,
    };
  },
);
