import { selectsAnything } from "../../stores/objects/select.js";
import { TrainingRuleError } from "../../training/errors.js";
import { checkTrainingJob } from "../../training/rules.js";
import { arnOf } from "./arn.js";
import type { TrainingContext } from "./context.js";
import { operation } from "./operation.js";
import { storeNew } from "./store-new.js";
import { newTags } from "./tags.js";
import { trainingErrors } from "./training-errors.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html */
export const createTrainingJob = operation("CreateTrainingJobRequest", async (context: TrainingContext, input) => {
  const { Tags, ...job } = input;
  const arn = arnOf(context, "training-job", job.TrainingJobName);
  try {
    checkTrainingJob(job, context.trainingJobs.runtimes);
  } catch (error) {
    throw error instanceof TrainingRuleError ? trainingErrors.rule(error.message) : error;
  }
  if (context.trainingJobs.get(job.TrainingJobName)) throw trainingErrors.exists(arn);
  for (const { DataSource } of job.InputDataConfig ?? []) {
    const source = DataSource.S3DataSource!;
    if (!(await selectsAnything(context.objects, source)))
      throw trainingErrors.noInput(source.S3Uri, context.region, job.RoleArn);
  }
  const taken = () => trainingErrors.exists(arn);
  storeNew(() => context.trainingJobs.create(job, arn, newTags(Tags)), taken);
  return { TrainingJobArn: arn };
});
