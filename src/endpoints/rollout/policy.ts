/** DeploymentConfig of UpdateEndpoint, in SageMaker's member names. */
export interface DeploymentPolicy {
  readonly BlueGreenUpdatePolicy?: {
    readonly TrafficRoutingConfiguration: {
      readonly Type: string;
      readonly WaitIntervalInSeconds: number;
      readonly CanarySize?: CapacitySize;
      readonly LinearStepSize?: CapacitySize;
    };
    readonly TerminationWaitInSeconds?: number;
    readonly MaximumExecutionTimeoutInSeconds?: number;
  };
  readonly RollingUpdatePolicy?: {
    readonly MaximumBatchSize: CapacitySize;
    readonly WaitIntervalInSeconds: number;
    readonly MaximumExecutionTimeoutInSeconds?: number;
  };
  readonly AutoRollbackConfiguration?: { readonly Alarms?: readonly { readonly AlarmName?: string }[] };
}

export interface CapacitySize {
  readonly Type: string;
  readonly Value: number;
}

/** How the traffic of an endpoint goes over from one fleet to the next. */
export interface RolloutPlan {
  /** The share of the requests that the new fleet takes after each step; the last is 1. */
  readonly shares: readonly number[];
  /** How long each step is watched before the next. */
  readonly bakeMs: number;
  /** How long the old fleet is kept when all is done. */
  readonly terminationWaitMs: number;
  /** From the first step on; when it takes longer, the traffic goes back. */
  readonly timeoutMs: number;
  /** Names of the alarms of which each sends the traffic back. */
  readonly alarms: readonly string[];
}

/** SageMaker refuses steps of more than half a fleet; counts of instances are held to it here. */
const largestStep = 0.5;

/**
 * What a DeploymentConfig ("Blue/green deployments" in the developer guide) asks for; without one, the traffic goes over in one
 * step. Here the old fleet stays whole until the end, so that a rolling update is a linear one by its batch size.
 *
 * @param instances of the new fleet, over all its variants
 */
export function rolloutPlan(policy: DeploymentPolicy | undefined, instances: number): RolloutPlan {
  const { BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling } = policy ?? {};
  const routing = blueGreen?.TrafficRoutingConfiguration;
  const linear = rolling?.MaximumBatchSize ?? routing?.LinearStepSize;
  const shares =
    routing?.Type === "CANARY"
      ? [shareOf(routing.CanarySize!, instances), 1]
      : routing?.Type === "LINEAR" || rolling !== undefined
        ? linearShares(shareOf(linear!, instances))
        : [1];
  const timeout = (blueGreen ?? rolling)?.MaximumExecutionTimeoutInSeconds;
  return {
    shares,
    bakeMs: 1000 * (routing ?? rolling ?? { WaitIntervalInSeconds: 0 }).WaitIntervalInSeconds,
    terminationWaitMs: 1000 * (blueGreen?.TerminationWaitInSeconds ?? 0),
    timeoutMs: timeout === undefined ? Number.POSITIVE_INFINITY : 1000 * timeout,
    alarms: (policy?.AutoRollbackConfiguration?.Alarms ?? []).flatMap(({ AlarmName: name }) => name ?? []),
  };
}

function shareOf({ Type, Value }: CapacitySize, instances: number): number {
  return Math.min(largestStep, Type === "CAPACITY_PERCENT" ? Value / 100 : Value / Math.max(1, instances));
}

function linearShares(step: number): number[] {
  // Of thirds, the third sum is 1 although floating point may not say so.
  const steps = Math.ceil(1 / step - 1e-9);
  return Array.from({ length: steps }, (_, index) => (index === steps - 1 ? 1 : (index + 1) * step));
}
