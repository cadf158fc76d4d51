import { randomBytes } from "node:crypto";
import type { ScalableTarget } from "../../endpoints/scaling/policy.js";
import { kinds } from "../../endpoints/scaling/scaler.js";
import { checkVariant, dimension, namespace, type ResourceInput, resourceOf, type ScalingContext } from "./context.js";
import { scalingErrors } from "./errors.js";

interface Input extends ResourceInput {
  readonly MinCapacity?: number;
  readonly MaxCapacity?: number;
  readonly RoleARN?: string;
}

/**
 * Registers a variant, or changes the bounds of one that is registered.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function registerScalableTarget(context: ScalingContext, input: Input) {
  const ResourceId = resourceOf(input);
  const { records, partition, region, account } = context;
  const before = records.get<ScalableTarget>(kinds.target, ResourceId);
  const MinCapacity = input.MinCapacity ?? before?.document.MinCapacity;
  const MaxCapacity = input.MaxCapacity ?? before?.document.MaxCapacity;
  const RoleARN = input.RoleARN ?? before?.document.RoleARN;
  if (MinCapacity === undefined) throw scalingErrors.constraint(undefined, "minCapacity", "not be null");
  if (MaxCapacity === undefined) throw scalingErrors.constraint(undefined, "maxCapacity", "not be null");
  if (!(Number.isInteger(MinCapacity) && MinCapacity >= 1)) {
    throw scalingErrors.validation(
      "Minimum capacity must be a whole number of 1 or more for a variant with instances.",
    );
  }
  if (!(Number.isInteger(MaxCapacity) && MaxCapacity >= MinCapacity)) {
    throw scalingErrors.validation("Maximum capacity cannot be less than minimum capacity");
  }
  checkVariant(context, ResourceId);
  const document: ScalableTarget = {
    ServiceNamespace: namespace,
    ResourceId,
    ScalableDimension: dimension,
    MinCapacity,
    MaxCapacity,
    ...(RoleARN !== undefined && { RoleARN }),
  };
  const modified = new Date();
  if (before !== undefined) {
    records.update({ ...before, document, modified });
    return { ScalableTargetARN: before.arn };
  }
  const id = randomBytes(16).toString("hex");
  const arn = `arn:${partition}:application-autoscaling:${region}:${account}:scalable-target/${id}`;
  records.insert({
    kind: kinds.target,
    name: ResourceId,
    arn,
    status: "Active",
    created: modified,
    modified,
    document,
  });
  return { ScalableTargetARN: arn };
}
