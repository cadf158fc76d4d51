import { variantsOf } from "../../endpoints/definitions.js";
import type { Desired } from "../../endpoints/deployment.js";
import type { ControlContext } from "./context.js";
import { checkConcurrency } from "./endpoint-config-rules.js";
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
    for (const wanted of DesiredWeightsAndCapacities) {
      const { VariantName, DesiredWeight, DesiredInstanceCount, ServerlessUpdateConfig } = wanted;
      const now = desired[VariantName];
      if (now === undefined) throw errors.unknownVariant(VariantName, arn);
      if (seen.has(VariantName)) throw errors.weightsTwice(VariantName);
      seen.add(VariantName);
      desired[VariantName] = {
        weight: DesiredWeight ?? now.weight,
        instanceCount: DesiredInstanceCount ?? now.instanceCount,
        ...(now.serverless && { serverless: now.serverless }),
      };
      if (ServerlessUpdateConfig === undefined) continue;
      const variant = variantsOf(document.current!.config).find((each) => each.VariantName === VariantName)!;
      if (variant.ServerlessConfig === undefined) throw errors.notServerless(VariantName);
      const serverless = { ...variant.ServerlessConfig, ...now.serverless, ...ServerlessUpdateConfig };
      checkConcurrency(VariantName, serverless);
      desired[VariantName] = { ...desired[VariantName], serverless };
    }
    endpoint.updateDesired(desired);
    return { EndpointArn: arn };
  },
);
