import type { ScalingPolicy } from "../../endpoints/scaling/policy.js";
import { kinds } from "../../endpoints/scaling/scaler.js";
import type { ScalingContext } from "./context.js";
import { type ListInput, pageOf } from "./listing.js";

interface Input extends ListInput {
  readonly PolicyNames?: readonly string[];
  readonly ResourceId?: string;
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html */
export function describeScalingPolicies({ records }: ScalingContext, input: Input) {
  const { PolicyNames, ResourceId } = input;
  const wanted = records
    .all<ScalingPolicy>(kinds.policy)
    .filter(({ document }) => ResourceId === undefined || document.ResourceId === ResourceId)
    .filter(({ document }) => PolicyNames === undefined || PolicyNames.includes(document.PolicyName));
  const { page, NextToken } = pageOf(wanted, input);
  return {
    ScalingPolicies: page.map(({ document, created }) => ({ ...document, Alarms: [], CreationTime: created })),
    NextToken,
  };
}
