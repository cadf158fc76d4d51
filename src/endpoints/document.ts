import type { Deployment } from "./deployment.js";
import type { DeploymentPolicy } from "./rollout/policy.js";

export type EndpointStatus =
  | "Creating"
  | "InService"
  | "Updating"
  | "SystemUpdating"
  | "OutOfService"
  | "Deleting"
  | "Failed";

/** What is kept of an endpoint beside its name, status and times; plain JSON. */
export interface EndpointDocument {
  /** What serves now, or what a restart has to bring back. Absent before the first InService. */
  readonly current?: Deployment;
  /** What is being brought into service: the first deployment, or an update. Of a failed endpoint, what it failed with. */
  readonly pending?: Pending;
  readonly failureReason?: string;
  /** DeploymentConfig of CreateEndpoint or the last UpdateEndpoint, as it came. */
  readonly deploymentConfig?: DeploymentPolicy;
}

export interface Pending {
  readonly deployment: Deployment;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Whether only weights and instance counts of the current deployment change. */
  readonly inPlace: boolean;
}

/** The configuration that a description of the endpoint names: the serving one, else the one it was to be created from. */
export function configOf(document: EndpointDocument) {
  return (document.current ?? document.pending?.deployment)!.config;
}
