import { variantsOf } from "../../endpoints/definitions.js";
import { type Deployment, deploymentOf } from "../../endpoints/deployment.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { findEndpointConfig, findModel } from "./find.js";
import type { Shaped } from "./shape-tables.js";

/** Gathers a configuration and its models into what an endpoint is started from. Throws when one is not there. */
export function findDeployment(context: ControlContext, configName: string): Deployment {
  const { document: config } = findEndpointConfig(context, configName);
  const names = new Set(variantsOf(config).map(({ ModelName }) => ModelName!));
  const models = [...names].map((name) => ({ ...findModel(context, name).document, ModelName: name }));
  return deploymentOf(config, models);
}

/** The rules on a DeploymentConfig that its shape alone does not say ("Deployment guardrails"). */
export function checkDeploymentConfig(config: Shaped<"DeploymentConfig"> | undefined): void {
  if (config === undefined) return;
  const { BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling } = config;
  if ((blueGreen === undefined) === (rolling === undefined)) throw errors.oneUpdatePolicy();
  const routing = blueGreen?.TrafficRoutingConfiguration;
  if (routing?.Type === "CANARY") checkSize(routing.CanarySize, "CanarySize", "CANARY", 1);
  if (routing?.Type === "LINEAR") checkSize(routing.LinearStepSize, "LinearStepSize", "LINEAR", 10);
  if (rolling !== undefined) checkSize(rolling.MaximumBatchSize, "MaximumBatchSize", "ROLLING", 5);
}

function checkSize(size: Shaped<"CapacitySize"> | undefined, member: string, type: string, least: number): void {
  if (size === undefined) throw errors.stepSize(type, member);
  const { Type, Value } = size;
  if (Type === "CAPACITY_PERCENT" && (Value < least || Value > 50)) throw errors.stepShare(member, least);
}
