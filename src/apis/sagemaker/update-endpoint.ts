import type { Deployment } from "../../endpoints/deployment.js";
import type { ControlContext } from "./context.js";
import { checkDeploymentConfig, findDeployment } from "./deployments.js";
import { findUpdatable } from "./find.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html */
export const updateEndpoint = operation("UpdateEndpointInput", (context: ControlContext, input) => {
  checkDeploymentConfig(input.DeploymentConfig);
  const endpoint = findUpdatable(context, input.EndpointName);
  const { arn, document } = endpoint.record;
  const deployment = retain(input, document.current, findDeployment(context, input.EndpointConfigName));
  endpoint.update(deployment, input.RetainDeploymentConfig ? document.deploymentConfig : input.DeploymentConfig);
  return { EndpointArn: arn };
});

/** Weights and counts that variants of the same name keep, and what is captured, when the request says so. */
function retain(input: Shaped<"UpdateEndpointInput">, current: Deployment | undefined, next: Deployment): Deployment {
  if (!input.RetainAllVariantProperties || current === undefined) return next;
  const excluded = new Set(input.ExcludeRetainedVariantProperties?.map((property) => property.VariantPropertyType));
  const desired = Object.entries(next.desired).map(([name, fresh]) => {
    const kept = current.desired[name] ?? fresh;
    return [
      name,
      {
        weight: excluded.has("DesiredWeight") ? fresh.weight : kept.weight,
        instanceCount: excluded.has("DesiredInstanceCount") ? fresh.instanceCount : kept.instanceCount,
      },
    ];
  });
  const { DataCaptureConfig: _, ...config } = next.config;
  const { DataCaptureConfig } = (excluded.has("DataCaptureConfig") ? next : current).config;
  return {
    ...next,
    config: { ...config, ...(DataCaptureConfig && { DataCaptureConfig }) },
    desired: Object.fromEntries(desired),
  };
}
