import type { Endpoint } from "../../endpoints/endpoint.js";
import { arnOf } from "./arn.js";
import type { ControlContext } from "./context.js";
import { errors } from "./errors.js";

export function findEndpoint(context: ControlContext, name: string): Endpoint {
  const endpoint = context.endpoints.get(name);
  if (endpoint === undefined) throw errors.notFound("endpoint", arnOf(context, "endpoint", name));
  return endpoint;
}

/** The endpoint, if it may be updated now. */
export function findUpdatable(context: ControlContext, name: string): Endpoint {
  const endpoint = findSettled(context, name);
  if (endpoint.status === "Failed") throw errors.failedEndpoint(endpoint.record.arn);
  return endpoint;
}

/** The endpoint, if nothing is under way on it. */
export function findSettled(context: ControlContext, name: string): Endpoint {
  const endpoint = findEndpoint(context, name);
  const settled = ["InService", "OutOfService", "Failed"].includes(endpoint.status);
  if (!settled) throw errors.inProgress(endpoint.record.arn);
  return endpoint;
}
