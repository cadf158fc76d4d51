import type { Endpoint } from "../../endpoints/endpoint.js";
import type { ResourceRecord } from "../../stores/records/record.js";
import type { TrainingJobRecord } from "../../training/jobs/document.js";
import type { TransformJobRecord } from "../../transform/jobs/document.js";
import { arnOf } from "./arn.js";
import type { ControlContext, TrainingContext, TransformContext } from "./context.js";
import { errors } from "./errors.js";
import type { Shaped } from "./shape-tables.js";
import { trainingErrors } from "./training-errors.js";
import { transformErrors } from "./transform-errors.js";

/*
 * Resources by name. Each function throws what the service answers when there is none of that name.
 */

export function findModel(context: ControlContext, name: string): ResourceRecord<Shaped<"CreateModelInput">> {
  const record = context.records.get<Shaped<"CreateModelInput">>("model", name);
  if (record === undefined) throw errors.notFound("model", arnOf(context, "model", name));
  return record;
}

export function findEndpointConfig(
  context: ControlContext,
  name: string,
): ResourceRecord<Shaped<"CreateEndpointConfigInput">> {
  const record = context.records.get<Shaped<"CreateEndpointConfigInput">>("endpoint-config", name);
  if (record === undefined) throw errors.notFound("endpoint configuration", arnOf(context, "endpoint-config", name));
  return record;
}

export function findEndpoint(context: ControlContext, name: string): Endpoint {
  const endpoint = context.endpoints.get(name);
  if (endpoint === undefined) throw errors.notFound("endpoint", arnOf(context, "endpoint", name));
  return endpoint;
}

/** The endpoint, if nothing is under way on it. */
export function findSettled(context: ControlContext, name: string): Endpoint {
  const endpoint = findEndpoint(context, name);
  const settled = ["InService", "OutOfService", "Failed"].includes(endpoint.status);
  if (!settled) throw errors.inProgress(endpoint.record.arn);
  return endpoint;
}

/** The endpoint, if it may be updated now. */
export function findUpdatable(context: ControlContext, name: string): Endpoint {
  const endpoint = findSettled(context, name);
  if (endpoint.status === "Failed") throw errors.failedEndpoint(endpoint.record.arn);
  return endpoint;
}

export function findTransformJob(context: TransformContext, name: string): TransformJobRecord {
  const record = context.transformJobs.get(name);
  if (record === undefined) throw transformErrors.notFound(name);
  return record;
}

export function findTrainingJob(context: TrainingContext, name: string): TrainingJobRecord {
  const record = context.trainingJobs.get(name);
  if (record === undefined) throw trainingErrors.notFound();
  return record;
}
