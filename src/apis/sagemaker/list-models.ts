import type { ControlContext } from "./context.js";
import { listPage } from "./listing.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListModels.html */
export const listModels = operation("ListModelsInput", ({ records }: ControlContext, input) => {
  const { items, NextToken } = listPage(records, "model", input, ({ name, arn, created }) => ({
    ModelName: name,
    ModelArn: arn,
    CreationTime: created,
  }));
  return { Models: items, NextToken };
});
