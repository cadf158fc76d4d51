import { containersOf } from "../../endpoints/definitions.js";
import type { Deployment, Desired } from "../../endpoints/deployment.js";
import { configOf, type Pending } from "../../endpoints/document.js";
import type { Endpoint } from "../../endpoints/endpoint.js";
import type { Fleet } from "../../endpoints/fleet.js";
import type { Rollout } from "../../endpoints/rollout/rollout.js";
import type { ControlContext } from "./context.js";
import { findEndpoint } from "./find.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";

type Config = Shaped<"CreateEndpointConfigInput">;
type Variant = Shaped<"ProductionVariant">;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpoint.html */
export const describeEndpoint = operation("DescribeEndpointInput", (context: ControlContext, { EndpointName }) => {
  const endpoint = findEndpoint(context, EndpointName);
  const { name, arn, status, created, modified, document } = endpoint.record;
  const config = configOf(document) as Config;
  return {
    EndpointName: name,
    EndpointArn: arn,
    EndpointConfigName: config.EndpointConfigName,
    ProductionVariants: document.current && currentVariants(endpoint, document.current, config.ProductionVariants),
    ShadowProductionVariants: document.current && currentShadows(endpoint, document.current),
    DataCaptureConfig: captureSummary(config, status),
    EndpointStatus: status,
    FailureReason: document.failureReason,
    CreationTime: created,
    LastModifiedTime: modified,
    LastDeploymentConfig: document.deploymentConfig,
    AsyncInferenceConfig: config.AsyncInferenceConfig,
    PendingDeploymentSummary: status === "Updating" ? pendingSummary(endpoint) : undefined,
    ExplainerConfig: config.ExplainerConfig,
    MetricsConfig: config.MetricsConfig,
  };
});

function currentShadows(endpoint: Endpoint, deployment: Deployment) {
  const { ShadowProductionVariants: shadows } = deployment.config as Config;
  return shadows && currentVariants(endpoint, deployment, shadows);
}

function currentVariants(endpoint: Endpoint, deployment: Deployment, variants: Config["ProductionVariants"]) {
  const wanted = endpoint.record.document.pending?.inPlace
    ? endpoint.record.document.pending.deployment.desired
    : deployment.desired;
  return variants.map((variant) => {
    const { VariantName: name } = variant;
    const running = runningVariant(endpoint.fleet, name);
    const serverless = variant.ServerlessConfig;
    return {
      VariantName: name,
      DeployedImages: deployedImages(deployment, variant.ModelName!, endpoint.record.modified),
      CurrentWeight: deployment.desired[name].weight,
      DesiredWeight: wanted[name].weight,
      CurrentInstanceCount: serverless ? 0 : (running?.instances.length ?? 0),
      DesiredInstanceCount: serverless ? 0 : wanted[name].instanceCount,
      CurrentServerlessConfig: serverlessConfig(variant, deployment.desired[name]),
      DesiredServerlessConfig: serverlessConfig(variant, wanted[name]),
      ManagedInstanceScaling: variant.ManagedInstanceScaling,
      RoutingConfig: variant.RoutingConfig,
    };
  });
}

/** With the limits that UpdateEndpointWeightsAndCapacities may have set since. */
function serverlessConfig({ ServerlessConfig: config }: Variant, { serverless }: Desired) {
  return config && { ...config, ...serverless };
}

function pendingSummary({ record, rollout }: Endpoint) {
  const { pending } = record.document;
  if (pending === undefined || pending.inPlace) return undefined;
  const config = pending.deployment.config as Config;
  const summary = (variant: Variant) => pendingVariant(variant, pending, rollout);
  return {
    EndpointConfigName: config.EndpointConfigName,
    StartTime: new Date(pending.started),
    ProductionVariants: config.ProductionVariants.map(summary),
    ShadowProductionVariants: config.ShadowProductionVariants?.map(summary),
  };
}

function pendingVariant(variant: Variant, { deployment, started }: Pending, rollout: Rollout | undefined) {
  const StartTime = new Date(started);
  const { VariantName, ServerlessConfig } = variant;
  const { weight, instanceCount } = deployment.desired[VariantName];
  return {
    VariantName,
    DeployedImages: deployedImages(deployment, variant.ModelName!, StartTime),
    DesiredWeight: weight,
    CurrentInstanceCount: ServerlessConfig ? 0 : (runningVariant(rollout?.to, VariantName)?.instances.length ?? 0),
    DesiredInstanceCount: ServerlessConfig ? 0 : instanceCount,
    InstanceType: variant.InstanceType,
    VariantStatus: rollout ? rolloutStatus(rollout) : [{ Status: "Creating", StartTime }],
    DesiredServerlessConfig: ServerlessConfig,
    ManagedInstanceScaling: variant.ManagedInstanceScaling,
    RoutingConfig: variant.RoutingConfig,
  };
}

/** A production variant or the shadow. */
function runningVariant(fleet: Fleet | undefined, name: string) {
  const shadow = fleet?.shadow?.variant;
  return shadow?.plan.name === name ? shadow : fleet?.variant(name);
}

/** All traffic is there when it is not being activated any more; every step bakes. */
function rolloutStatus({ share, started, stepped }: Rollout) {
  const activating = {
    Status: "ActivatingTraffic",
    StatusMessage: `${Number((100 * share).toFixed(1))} % of the traffic`,
    StartTime: started,
  };
  return [...(share < 1 ? [activating] : []), { Status: "Baking", StartTime: stepped }];
}

function deployedImages(deployment: Deployment, model: string, ResolutionTime: Date) {
  return containersOf(deployment.models[model]).map(({ Image }) => ({
    SpecifiedImage: Image,
    ResolvedImage: Image,
    ResolutionTime,
  }));
}

function captureSummary({ DataCaptureConfig: capture }: Config, status: string) {
  if (capture === undefined) return undefined;
  const EnableCapture = capture.EnableCapture ?? false;
  return {
    EnableCapture,
    CaptureStatus: EnableCapture && status === "InService" ? "Started" : "Stopped",
    CurrentSamplingPercentage: capture.InitialSamplingPercentage,
    DestinationS3Uri: capture.DestinationS3Uri,
    KmsKeyId: capture.KmsKeyId ?? "",
  };
}
