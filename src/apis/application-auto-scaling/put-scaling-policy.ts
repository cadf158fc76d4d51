import { randomUUID } from "node:crypto";
import { metrics, type ScalingPolicy, type TargetTracking } from "../../endpoints/scaling/policy.js";
import { kinds } from "../../endpoints/scaling/scaler.js";
import { dimension, namespace, type ResourceInput, resourceOf, type ScalingContext } from "./context.js";
import { scalingErrors } from "./errors.js";

interface Input extends ResourceInput {
  readonly PolicyName?: string;
  readonly PolicyType?: string;
  readonly TargetTrackingScalingPolicyConfiguration?: TargetTracking;
}

/**
 * Adds a target tracking policy to a registered variant, or replaces the one of its name.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
 */
export function putScalingPolicy(context: ScalingContext, input: Input) {
  const ResourceId = resourceOf(input);
  const { records, partition, region, account } = context;
  const {
    PolicyName,
    PolicyType = "TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration: tracking,
  } = input;
  if (PolicyName === undefined) throw scalingErrors.constraint(undefined, "policyName", "not be null");
  if (PolicyType !== "TargetTrackingScaling") {
    throw scalingErrors.constraint(PolicyType, "policyType", "satisfy enum value set: [TargetTrackingScaling]");
  }
  checkTracking(tracking);
  if (records.get(kinds.target, ResourceId) === undefined) throw scalingErrors.noTarget(ResourceId);
  const name = `${ResourceId}/${PolicyName}`;
  const before = records.get<ScalingPolicy>(kinds.policy, name);
  const resource = `resource/${namespace}/${ResourceId}:policyName/${PolicyName}`;
  const arn =
    before?.arn ?? `arn:${partition}:autoscaling:${region}:${account}:scalingPolicy:${randomUUID()}:${resource}`;
  const document: ScalingPolicy = {
    PolicyName,
    PolicyARN: arn,
    ServiceNamespace: namespace,
    ResourceId,
    ScalableDimension: dimension,
    PolicyType,
    TargetTrackingScalingPolicyConfiguration: tracking,
  };
  const modified = new Date();
  if (before !== undefined) records.update({ ...before, document, modified });
  else records.insert({ kind: kinds.policy, name, arn, status: "Active", created: modified, modified, document });
  return { PolicyARN: arn, Alarms: [] };
}

function checkTracking(tracking: TargetTracking | undefined): asserts tracking is TargetTracking {
  const member = "targetTrackingScalingPolicyConfiguration";
  if (tracking === undefined) throw scalingErrors.constraint(undefined, member, "not be null");
  if (!(typeof tracking.TargetValue === "number" && tracking.TargetValue > 0)) {
    throw scalingErrors.constraint(tracking.TargetValue, `${member}.targetValue`, "have value greater than 0");
  }
  const metric = tracking.PredefinedMetricSpecification?.PredefinedMetricType;
  if (metric === undefined) {
    throw scalingErrors.validation("Only policies with a PredefinedMetricSpecification can be tracked here.");
  }
  if (!Object.hasOwn(metrics, metric)) {
    const names = Object.keys(metrics).join(", ");
    const path = `${member}.predefinedMetricSpecification.predefinedMetricType`;
    throw scalingErrors.constraint(metric, path, `satisfy enum value set: [${names}]`);
  }
}
