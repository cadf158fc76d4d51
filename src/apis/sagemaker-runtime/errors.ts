import { AwsError } from "../../aws/errors.js";
import { memberMessage } from "../../aws/shapes/messages.js";
import {
  ContainerUnavailable,
  DeploymentError,
  InvocationError,
  Overloaded,
  StageError,
  Throttled,
} from "../../endpoints/errors.js";
import { endpointLogGroup } from "../../endpoints/log-group.js";
import type { RuntimeContext } from "./context.js";

/** Refusals of requests: the runtime calls `ValidationError` what the control plane calls `ValidationException`. */
export const runtimeErrors = {
  validation: (message: string, members: Readonly<Record<string, unknown>> = {}) =>
    new AwsError("ValidationError", 400, message, { members }),
  constraint: (value: string, member: string, constraint: string) =>
    runtimeErrors.validation(memberMessage(value, member, constraint)),
  unavailable: (message: string) => new AwsError("ServiceUnavailable", 503, message),
  throttled: (message: string) => new AwsError("ThrottlingException", 400, message),
  overloaded: (message: string) => new AwsError("ServiceUnavailable", 503, message, { retryAfterSeconds: 1 }),
} as const;

/** What an invocation failed of, as the API words it; anything unknown is given back as it is. */
export function translateInvocationError(error: unknown, context: RuntimeContext, endpoint: string): unknown {
  if (error instanceof StageError) return modelError(error, context, endpoint);
  if (error instanceof Overloaded) return runtimeErrors.overloaded(error.message);
  if (error instanceof Throttled) return runtimeErrors.throttled(error.message);
  if (error instanceof DeploymentError || error instanceof ContainerUnavailable) {
    return runtimeErrors.unavailable(error.message);
  }
  if (error instanceof InvocationError) {
    if (error.code === "NotServing") return runtimeErrors.unavailable(error.message);
    const members = error.code === "TargetModel" ? { ErrorCode: "TARGET_MODEL_HEADER_NOT_SUPPORTED" } : {};
    return runtimeErrors.validation(error.message, members);
  }
  return error;
}

/** The members and texts of a recorded answer of the service; the pointer to the logs is part of its message. */
function modelError(error: StageError, context: RuntimeContext, endpoint: string): AwsError {
  const { partition, region, account } = context;
  const group = endpointLogGroup(endpoint);
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group}`;
  const message = `${error.message}. See ${console} in account ${account} for more information.`;
  const clientError = error.status >= 300 && error.status < 500;
  return new AwsError("ModelError", 424, message, {
    cause: error,
    members: {
      ErrorCode: clientError ? "CLIENT_ERROR_FROM_MODEL" : "SERVER_ERROR_FROM_MODEL",
      LogStreamArn: `arn:${partition}:logs:${region}:${account}:log-group:${group}`,
      OriginalMessage: error.body,
      OriginalStatusCode: error.status,
      // Not SageMaker's: which container, and in a native one which node, column and row (from 0).
      Place: { container: error.container, ...error.place },
      ...(error.traceId !== undefined && { TraceId: error.traceId }),
    },
  });
}
