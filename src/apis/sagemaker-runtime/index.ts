export { invokeEndpoint as InvokeEndpoint } from "./invoke-endpoint.js";
export { invokeEndpointWithResponseStream as InvokeEndpointWithResponseStream } from "./invoke-endpoint-with-response-stream.js";
