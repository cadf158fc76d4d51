import type { Desired } from "../../endpoints/deployment.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { findUpdatable } from "./find.js";
import { operation } from "./operation.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpointWeightsAndCapacities.html */
export const updateEndpointWeightsAndCapacities = operation(
  "UpdateEndpointWeightsAndCapacitiesInput",
  (context: ControlContext, { EndpointName, DesiredWeightsAndCapacities }) => {
    const endpoint = findUpdatable(context, EndpointName);
    const { arn, document } = endpoint.record;
    const desired: Record<string, Desired> = { ...document.current?.desired };
    const seen = new Set<string>();
    for (const { VariantName, DesiredWeight, DesiredInstanceCount } of DesiredWeightsAndCapacities) {
      const now = desired[VariantName];
      if (now === undefined) throw errors.unknownVariant(VariantName, arn);
      if (seen.has(VariantName)) throw errors.weightsTwice(VariantName);
      seen.add(VariantName);
      desired[VariantName] = {
        weight: DesiredWeight ?? now.weight,
        instanceCount: DesiredInstanceCount ?? now.instanceCount,
      };
    }
    endpoint.updateDesired(desired);
    return { EndpointArn: arn };
  },
);
