import type { ScalingPolicy } from "../../endpoints/scaling/policy.js";
import { kinds } from "../../endpoints/scaling/scaler.js";
import { type ResourceInput, resourceOf, type ScalingContext } from "./context.js";
import { scalingErrors } from "./errors.js";

/**
 * Its policies go with it; the number of instances stays as it is.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
 */
export function deregisterScalableTarget({ records }: ScalingContext, input: ResourceInput) {
  const resourceId = resourceOf(input);
  if (!records.delete(kinds.target, resourceId)) throw scalingErrors.noTarget(resourceId);
  for (const { name, document } of records.all<ScalingPolicy>(kinds.policy)) {
    if (document.ResourceId === resourceId) records.delete(kinds.policy, name);
  }
  return {};
}
