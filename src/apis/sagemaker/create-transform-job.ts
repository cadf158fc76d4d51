import { JobRuleError } from "../../transform/rule-errors.js";
import { checkJob } from "../../transform/rules.js";
import { hasInputs } from "../../transform/storage/list.js";
import { arnOf } from "./arn.js";
import type { TransformContext } from "./context.js";
import { findModel } from "./find.js";
import { operation } from "./operation.js";
import { storeNew } from "./store-new.js";
import { newTags } from "./tags.js";
import { transformErrors } from "./transform-errors.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html */
export const createTransformJob = operation("CreateTransformJobRequest", async (context: TransformContext, input) => {
  const { Tags, ...job } = input;
  const arn = arnOf(context, "transform-job", job.TransformJobName);
  try {
    checkJob(job);
  } catch (error) {
    throw error instanceof JobRuleError ? transformErrors.rule(error.message) : error;
  }
  if (context.transformJobs.get(job.TransformJobName)) throw transformErrors.exists(arn);
  const { document: model } = findModel(context, job.ModelName);
  if (!(await hasInputs(context.objects, job))) {
    const { S3Uri } = job.TransformInput.DataSource.S3DataSource;
    throw transformErrors.noInput(S3Uri, context.region, model.ExecutionRoleArn ?? "");
  }
  const taken = () => transformErrors.exists(arn);
  storeNew(() => context.transformJobs.create(job, model, arn, newTags(Tags)), taken);
  return { TransformJobArn: arn };
});
