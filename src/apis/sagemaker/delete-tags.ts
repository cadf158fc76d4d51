import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteTags.html */
export const deleteTags = operation("DeleteTagsInput", ({ records }: ControlContext, { ResourceArn, TagKeys }) => {
  const arn = ResourceArn.toLowerCase();
  if (!records.hasArn(arn)) throw errors.resourceNotFound(ResourceArn);
  records.deleteTags(arn, TagKeys);
  return {};
});
