import { kinds } from "../../endpoints/scaling/scaler.js";
import { type ResourceInput, resourceOf, type ScalingContext } from "./context.js";
import { scalingErrors } from "./errors.js";

interface Input extends ResourceInput {
  readonly PolicyName?: string;
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScalingPolicy.html */
export function deleteScalingPolicy({ records }: ScalingContext, input: Input) {
  const resourceId = resourceOf(input);
  const { PolicyName } = input;
  if (PolicyName === undefined) throw scalingErrors.constraint(undefined, "policyName", "not be null");
  if (!records.delete(kinds.policy, `${resourceId}/${PolicyName}`))
    throw scalingErrors.noPolicy(PolicyName, resourceId);
  return {};
}
