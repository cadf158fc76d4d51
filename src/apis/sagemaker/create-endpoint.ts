import { RecordExistsError } from "../../stores/records/record.js";
import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { checkDeploymentConfig, findDeployment } from "./deployments.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";
import { newTags } from "./tags.js";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html */
export const createEndpoint = operation("CreateEndpointInput", (context: ControlContext, input) => {
  const { EndpointName, EndpointConfigName, DeploymentConfig, Tags } = input;
  const arn = arnOf(context, "endpoint", EndpointName);
  checkDeploymentConfig(DeploymentConfig);
  if (context.endpoints.get(EndpointName)) throw errors.exists("endpoint", arn);
  const deployment = findDeployment(context, EndpointConfigName);
  try {
    context.endpoints.create(EndpointName, arn, deployment, DeploymentConfig, newTags(Tags));
  } catch (error) {
    throw error instanceof RecordExistsError ? errors.exists("endpoint", arn) : error;
  }
  return { EndpointArn: arn };
});
