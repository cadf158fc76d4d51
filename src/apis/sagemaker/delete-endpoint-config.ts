import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";
import { operation } from "./operation.js";

/**
 * Allowed while an endpoint uses it, as in the service: the endpoint goes on.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteEndpointConfig.html
 */
export const deleteEndpointConfig = operation("DeleteEndpointConfigInput", (context: ControlContext, input) => {
  const { EndpointConfigName: name } = input;
  if (context.records.delete("endpoint-config", name)) return;
  throw errors.notFound("endpoint configuration", arnOf(context, "endpoint-config", name));
});
