import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import { taggedArn } from "./tags.js";

/**
 * One page: a resource has at most 50 tags, and no page may be shorter than that.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTags.html
 */
export const listTags = operation("ListTagsInput", ({ records }: ControlContext, { ResourceArn, NextToken }) => {
  const arn = taggedArn(records, ResourceArn);
  if (NextToken !== undefined) throw errors.badToken();
  return { Tags: records.tags(arn) };
});
