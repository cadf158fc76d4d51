import { containersOf } from "../../endpoints/definitions.js";
import type { Deployment } from "../../endpoints/deployment.js";
import { configOf } from "../../endpoints/document.js";
import type { Endpoint } from "../../endpoints/endpoint.js";
import type { Rollout } from "../../endpoints/rollout/rollout.js";
import type { ControlContext } from "./context.js";
import { findEndpoint } from "./find.js";
import { operation } from "./operation.js";
import type { Shaped } from "./shape-tables.js";

type Config = Shaped<"CreateEndpointConfigInput">;

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
    const shadow = endpoint.fleet?.shadow?.variant;
    const running = shadow?.plan.name === name ? shadow : endpoint.fleet?.variant(name);
    const serverless = variant.ServerlessConfig;
    return {
      VariantName: name,
      DeployedImages: deployedImages(deployment, variant.ModelName!, endpoint.record.modified),
      CurrentWeight: deployment.desired[name]!.weight,
      DesiredWeight: wanted[name]!.weight,
      CurrentInstanceCount: serverless ? 0 : (running?.instances.length ?? 0),
      DesiredInstanceCount: serverless ? 0 : wanted[name]!.instanceCount,
      CurrentServerlessConfig: serverless,
      ManagedInstanceScaling: variant.ManagedInstanceScaling,
      RoutingConfig: variant.RoutingConfig,
    };
  });
}

function pendingSummary({ record, rollout }: Endpoint) {
  const { pending } = record.document;
  if (pending === undefined || pending.inPlace) return undefined;
  const { deployment, started } = pending;
  const config = deployment.config as Config;
  return {
    EndpointConfigName: config.EndpointConfigName,
    StartTime: new Date(started),
    ProductionVariants: config.ProductionVariants.map((variant) => ({
      VariantName: variant.VariantName,
      DeployedImages: deployedImages(deployment, variant.ModelName!, new Date(started)),
      DesiredWeight: deployment.desired[variant.VariantName]!.weight,
      CurrentInstanceCount: variant.ServerlessConfig
        ? 0
        : (rollout?.to.variant(variant.VariantName)?.instances.length ?? 0),
      DesiredInstanceCount: variant.ServerlessConfig ? 0 : deployment.desired[variant.VariantName]!.instanceCount,
      InstanceType: variant.InstanceType,
      VariantStatus: rollout ? rolloutStatus(rollout) : [{ Status: "Creating", StartTime: new Date(started) }],
      DesiredServerlessConfig: variant.ServerlessConfig,
      ManagedInstanceScaling: variant.ManagedInstanceScaling,
      RoutingConfig: variant.RoutingConfig,
    })),
  };
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
  return containersOf(deployment.models[model]!).map(({ Image }) => ({
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
