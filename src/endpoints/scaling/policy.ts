/** A scalable target and a scaling policy as Application Auto Scaling describes them, in its member names. Plain JSON. */
export interface ScalableTarget {
  readonly ServiceNamespace: "sagemaker";
  readonly ResourceId: string;
  readonly ScalableDimension: "sagemaker:variant:DesiredInstanceCount";
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
  readonly RoleARN?: string;
}

export interface ScalingPolicy {
  readonly PolicyName: string;
  readonly PolicyARN: string;
  readonly ServiceNamespace: "sagemaker";
  readonly ResourceId: string;
  readonly ScalableDimension: "sagemaker:variant:DesiredInstanceCount";
  readonly PolicyType: "TargetTrackingScaling";
  readonly TargetTrackingScalingPolicyConfiguration: TargetTracking;
}

export interface TargetTracking {
  readonly TargetValue: number;
  readonly PredefinedMetricSpecification?: { readonly PredefinedMetricType: string };
  /** Seconds after a step outwards, or inwards, before the next one of its kind. */
  readonly ScaleOutCooldown?: number;
  readonly ScaleInCooldown?: number;
  readonly DisableScaleIn?: boolean;
}

/** What can be tracked: requests per minute and instance, or requests in progress per instance. */
export const metrics = {
  SageMakerVariantInvocationsPerInstance: ({ perMinute, instances }: Load) => perMinute / instances,
  SageMakerVariantConcurrentRequestsPerModelHighResolution: ({ inFlight, instances }: Load) => inFlight / instances,
} as const;

export type Metric = keyof typeof metrics;

/** What one variant has to do. */
export interface Load {
  readonly perMinute: number;
  readonly inFlight: number;
  readonly instances: number;
}

/** Endpoint and variant of `endpoint/<name>/variant/<name>`; undefined for another resource. */
export function variantOf(resourceId: string): { readonly endpoint: string; readonly variant: string } | undefined {
  const [, endpoint, variant] = /^endpoint\/([^/]+)\/variant\/([^/]+)$/.exec(resourceId) ?? [];
  return endpoint === undefined ? undefined : { endpoint, variant: variant! };
}

/**
 * How many instances bring the metric back to its target, within the bounds. As target tracking does, it takes as many as the
 * load needs at once ("Target tracking scaling policies").
 */
export function wantedInstances(
  target: ScalableTarget,
  { TargetValue, DisableScaleIn }: TargetTracking,
  value: number,
  instances: number,
) {
  const needed = Math.ceil((instances * value) / TargetValue - 1e-9);
  const within = Math.min(target.MaxCapacity, Math.max(target.MinCapacity, needed));
  return DisableScaleIn === true ? Math.max(within, Math.min(instances, target.MaxCapacity)) : within;
}
