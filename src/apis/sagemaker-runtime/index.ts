export { invokeEndpoint as InvokeEndpoint } from "./invoke-endpoint.js";
export { invokeEndpointAsync as InvokeEndpointAsync } from "./invoke-endpoint-async.js";
export { invokeEndpointWithResponseStream as InvokeEndpointWithResponseStream } from "./invoke-endpoint-with-response-stream.js";
