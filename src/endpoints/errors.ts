import { StartError } from "../runtimes/runtime.js";
import { ArtifactError } from "../stores/artifacts/errors.js";

export { ContainerUnavailable, StageError, StreamBroken } from "../pipeline/errors.js";

/** Why an invocation reached no container; the message is for the client. */
export class InvocationError extends Error {
  readonly code:
    | "EndpointNotFound"
    | "NotServing"
    | "VariantNotFound"
    | "TargetContainer"
    | "TargetModel"
    | "WrongKind";

  constructor(code: InvocationError["code"], message: string) {
    super(message);
    this.name = "InvocationError";
    this.code = code;
  }
}

/** All instances have as many requests as they may have; the client may try again soon. */
export class Overloaded extends Error {
  constructor(load: number) {
    super(`The endpoint has ${load} requests in progress and waiting, as many as it may have. Try again.`);
    this.name = "Overloaded";
  }
}

/** A serverless variant has as many invocations under way as its MaxConcurrency says. (SageMaker's error has no message.) */
export class Throttled extends Error {
  constructor(maxConcurrency: number) {
    super(`The endpoint has ${maxConcurrency} invocations under way, as many as its MaxConcurrency. Try again.`);
    this.name = "Throttled";
  }
}

/** Texts for what AWS documents without its words; the error type is AWS's. */
export const invocationErrors = {
  endpointNotFound: (name: string, account: string) =>
    new InvocationError("EndpointNotFound", `Endpoint ${name} of account ${account} not found.`),
  notServing: (name: string, status: string) =>
    new InvocationError("NotServing", `Endpoint ${name} is not in service: its status is ${status}.`),
  variantNotFound: (name: string, variant: string) =>
    new InvocationError("VariantNotFound", `Endpoint ${name} has no production variant ${variant}.`),
  targetModel: (name: string) =>
    new InvocationError(
      "TargetModel",
      `Endpoint ${name} is not a multi-model endpoint and does not support target model header.`,
    ),
  asyncOnly: (name: string) =>
    new InvocationError("WrongKind", `Endpoint ${name} takes asynchronous requests only: use InvokeEndpointAsync.`),
  notAsync: (name: string) =>
    new InvocationError("WrongKind", `Endpoint ${name} has no AsyncInferenceConfig: use InvokeEndpoint.`),
  containerNotFound: (name: string, hostname: string) =>
    new InvocationError("TargetContainer", `Endpoint ${name} has no container with the host name ${hostname}.`),
  containerRequired: (name: string) =>
    new InvocationError(
      "TargetContainer",
      `Endpoint ${name} runs its containers in Direct mode: the target container hostname header is required.`,
    ),
  containerUnwanted: (name: string) =>
    new InvocationError(
      "TargetContainer",
      `Endpoint ${name} does not run its containers in Direct mode and does not support target container hostname header.`,
    ),
};

/** Some container did not start; the message is the endpoint's FailureReason. */
export class DeploymentError extends Error {
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason, options);
    this.name = "DeploymentError";
  }
}

export function multiModelReason(variant: string, container: string): string {
  return `The container ${container} of production variant ${variant} has Mode MultiModel, which is not supported here.`;
}

/** What a container of a variant could not be started for, in the words SageMaker has for it, with the cause behind them. */
export function failureReason(variant: string, container: string, uri: string | undefined, error: unknown): string {
  const cause = error instanceof Error ? error.message : String(error);
  if (error instanceof ArtifactError && error.code === "NotFound") {
    return (
      `Failed to download model data for container "${container}" from URL: "${uri}". Please ensure that there is an object ` +
      "located at the URL and that the role passed to CreateModel has permissions to download the model."
    );
  }
  if (error instanceof ArtifactError) {
    return (
      `Failed to extract model data archive for container "${container}" from URL "${uri}". Please ensure that the object ` +
      `located at the URL is a valid tar.gz archive. Cause: ${cause}`
    );
  }
  if (error instanceof StartError) {
    const subject = container === "primary" ? "primary container" : container;
    return (
      `The ${subject} for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for ` +
      `this endpoint. Cause: ${cause}`
    );
  }
  return `The container ${container} of production variant ${variant} could not be started: ${cause}`;
}
