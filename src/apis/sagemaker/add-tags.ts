import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import { newTags, taggedArn, tagLimit } from "./tags.js";

/**
 * Answers all tags the resource has afterwards.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html
 */
export const addTags = operation("AddTagsInput", ({ records }: ControlContext, { ResourceArn, Tags }) => {
  const arn = taggedArn(records, ResourceArn);
  return records.transact(() => {
    records.setTags(arn, newTags(Tags));
    const all = records.tags(arn);
    if (all.length > tagLimit) throw errors.tooManyTags();
    return { Tags: all };
  });
});
