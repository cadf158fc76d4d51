import type { ScalableTarget } from "../../endpoints/scaling/policy.js";
import { kinds } from "../../endpoints/scaling/scaler.js";
import type { ScalingContext } from "./context.js";
import { type ListInput, pageOf } from "./listing.js";

interface Input extends ListInput {
  readonly ResourceIds?: readonly string[];
}

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html */
export function describeScalableTargets({ records }: ScalingContext, input: Input) {
  const all = records.all<ScalableTarget>(kinds.target);
  const wanted = all.filter(({ name }) => input.ResourceIds === undefined || input.ResourceIds.includes(name));
  const { page, NextToken } = pageOf(wanted, input);
  return {
    ScalableTargets: page.map(({ document, arn, created }) => ({
      ...document,
      ScalableTargetARN: arn,
      CreationTime: created,
    })),
    NextToken,
  };
}
