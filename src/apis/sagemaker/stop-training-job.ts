import type { TrainingContext } from "./context.js";
import { findTrainingJob } from "./find.js";
import { operation } from "./operation.js";
import { trainingErrors } from "./training-errors.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopTrainingJob.html */
export const stopTrainingJob = operation("StopTrainingJobRequest", (context: TrainingContext, { TrainingJobName }) => {
  const record = findTrainingJob(context, TrainingJobName);
  if (record.status === "Stopping") return;
  if (record.status !== "InProgress") throw trainingErrors.notRunning(record.status);
  context.trainingJobs.stop(record);
});
