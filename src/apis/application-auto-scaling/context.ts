import type { RequestContext } from "../../aws/operation.js";
import { variantsOf } from "../../endpoints/definitions.js";
import type { Endpoints } from "../../endpoints/endpoints.js";
import { variantOf } from "../../endpoints/scaling/policy.js";
import type { RecordStore } from "../../stores/records/store.js";
import { scalingErrors } from "./errors.js";

export interface ScalingContext extends RequestContext {
  readonly records: RecordStore;
  readonly endpoints: Endpoints;
}

export const namespace = "sagemaker";
export const dimension = "sagemaker:variant:DesiredInstanceCount";

export interface ResourceInput {
  readonly ServiceNamespace?: string;
  readonly ResourceId?: string;
  readonly ScalableDimension?: string;
}

/** The variant that an operation is about. Throws `ValidationException` for anything but a variant of SageMaker. */
export function resourceOf({ ServiceNamespace, ResourceId, ScalableDimension }: ResourceInput): string {
  checkNamespace(ServiceNamespace);
  if (ResourceId === undefined) throw scalingErrors.constraint(undefined, "resourceId", "not be null");
  if (ScalableDimension !== dimension) {
    throw scalingErrors.constraint(ScalableDimension, "scalableDimension", `satisfy enum value set: [${dimension}]`);
  }
  if (variantOf(ResourceId) === undefined) {
    throw scalingErrors.validation(
      `Unsupported resource ID: ${ResourceId}. Expected endpoint/<endpoint name>/variant/<variant name>.`,
    );
  }
  return ResourceId;
}

export function checkNamespace(value: string | undefined): void {
  if (value !== namespace) {
    throw scalingErrors.constraint(value, "serviceNamespace", `satisfy enum value set: [${namespace}]`);
  }
}

/** Throws `ValidationException` when the endpoint or the variant does not exist, or the variant has no number of instances. */
export function checkVariant({ endpoints }: ScalingContext, resourceId: string): void {
  const { endpoint: name, variant } = variantOf(resourceId)!;
  const document = endpoints.get(name)?.record.document;
  const deployment = document?.current ?? document?.pending?.deployment;
  if (deployment?.desired[variant] === undefined) {
    throw scalingErrors.validation(`SageMaker endpoint variant doesn't exist: ${resourceId}`);
  }
  const { ServerlessConfig } = variantsOf(deployment.config).find(({ VariantName }) => VariantName === variant)!;
  if (ServerlessConfig !== undefined) {
    throw scalingErrors.validation(`A serverless variant scales by itself, within its ServerlessConfig: ${resourceId}`);
  }
}
