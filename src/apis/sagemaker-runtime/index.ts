export { invokeEndpoint as InvokeEndpoint } from "./invoke-endpoint.js";
