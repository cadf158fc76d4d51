export { deleteScalingPolicy as DeleteScalingPolicy } from "./delete-scaling-policy.js";
export { deregisterScalableTarget as DeregisterScalableTarget } from "./deregister-scalable-target.js";
export { describeScalableTargets as DescribeScalableTargets } from "./describe-scalable-targets.js";
export { describeScalingPolicies as DescribeScalingPolicies } from "./describe-scaling-policies.js";
export { putScalingPolicy as PutScalingPolicy } from "./put-scaling-policy.js";
export { registerScalableTarget as RegisterScalableTarget } from "./register-scalable-target.js";
