import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { checkDeploymentConfig, findDeployment } from "./deployments.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import { storeNew } from "./store-new.js";
import { newTags } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html */
export const createEndpoint = operation("CreateEndpointInput", (context: ControlContext, input) => {
  const { EndpointName, EndpointConfigName, DeploymentConfig, Tags } = input;
  const arn = arnOf(context, "endpoint", EndpointName);
  checkDeploymentConfig(DeploymentConfig);
  if (context.endpoints.get(EndpointName)) throw errors.exists("endpoint", arn);
  const deployment = findDeployment(context, EndpointConfigName);
  storeNew(
    () => context.endpoints.create(EndpointName, arn, deployment, DeploymentConfig, newTags(Tags)),
    () => errors.exists("endpoint", arn),
  );
  return { EndpointArn: arn };
});
