import type { ControlContext } from "./context.js";
import { operation } from "./operation.js";
import { taggedArn } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteTags.html */
export const deleteTags = operation("DeleteTagsInput", ({ records }: ControlContext, { ResourceArn, TagKeys }) => {
  const arn = taggedArn(records, ResourceArn);
  records.deleteTags(arn, TagKeys);
  return {};
});
