import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";

/**
 * Removes the entry alone: endpoints that were created from it go on.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModel.html
 */
export const deleteModel = operation("DeleteModelInput", (context: ControlContext, { ModelName }) => {
  if (!context.records.delete("model", ModelName)) throw errors.notFound("model", arnOf(context, "model", ModelName));
});
