import { RecordExistsError } from "../../stores/records/record.js";
import { JobRuleError } from "../../transform/errors.js";
import { checkJob } from "../../transform/rules.js";
import { hasInputs } from "../../transform/storage/list.js";
import { arnOf } from "./arn.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";
import { newTags } from "./tags.js";
import type { TransformContext } from "./transform-context.js";
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
  const model = context.records.get<Shaped<"CreateModelInput">>("model", job.ModelName);
  if (model === undefined) throw errors.notFound("model", arnOf(context, "model", job.ModelName));
  if (!(await hasInputs(context.objects, job))) {
    const { S3Uri } = job.TransformInput.DataSource.S3DataSource;
    throw transformErrors.noInput(S3Uri, context.region, model.document.ExecutionRoleArn ?? "");
  }
  try {
    context.transformJobs.create(job, model.document, arn, newTags(Tags));
  } catch (error) {
    throw error instanceof RecordExistsError ? transformErrors.exists(arn) : error;
  }
  return { TransformJobArn: arn };
});
