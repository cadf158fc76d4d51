import type { ControlContext } from "./context.js";
import { findSettled } from "./find.js";
import { operation } from "./operation.js";

/**
 * Refused while the endpoint is created or updated, as in the service. Its configuration and models stay.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteEndpoint.html
 */
export const deleteEndpoint = operation("DeleteEndpointInput", (context: ControlContext, { EndpointName }) => {
  context.endpoints.delete(findSettled(context, EndpointName));
});
