import type { Reply } from "./container.js";

/** What a container answers instead of a prediction: becomes its HTTP reply, or a `ModelError` that names the container. */
export class ContainerError extends Error {
  readonly status: number;
  /** The body as the container sends it: often, not always, the message. */
  readonly body: string;
  readonly contentType: string;
  /** Where in the container or its input the cause lies, as far as it is known. The body need not tell it. */
  readonly place: ErrorPlace;

  constructor(
    status: number,
    body: string,
    options: { contentType?: string; place?: ErrorPlace | undefined; cause?: unknown } = {},
  ) {
    super(body, { cause: options.cause });
    this.name = "ContainerError";
    this.status = status;
    this.body = body;
    this.contentType = options.contentType ?? "text/plain";
    this.place = options.place ?? {};
  }
}

/** A spot that an error can name: of a bundle its node and op, of the input its column and row (from 0). */
export interface ErrorPlace {
  readonly node?: string;
  readonly op?: string;
  readonly column?: string;
  readonly row?: number;
  /** What is wrong there, where the body, which is the original container's, does not say it to people. */
  readonly reason?: string;
}

/** A place in words: `op vector_assembler, column length, row 0: what is wrong`. Empty where nothing is known. */
export function spotText({ reason, ...spot }: ErrorPlace & { readonly record?: number }): string {
  const where = Object.entries(spot).map(([kind, name]) => `${kind} ${name}`);
  return [where.join(", "), reason].filter(Boolean).join(": ");
}

/** A container that is not there just now: it has crashed and is being started again. Another instance may well answer. */
export class ContainerUnavailable extends Error {
  readonly container: string;

  constructor(container: string, message: string) {
    super(message);
    this.name = "ContainerUnavailable";
    this.container = container;
  }
}

/**
 * Why a chain gave no answer: which container, and what it said. The message is the one SageMaker puts into a `ModelError`,
 * without the pointer to the logs, which only the API layer knows.
 */
export class StageError extends Error {
  /** `primary`, `container-N` or the ContainerHostname. */
  readonly container: string;
  /** The HTTP status the container answered with; 0 when no answer came. */
  readonly status: number;
  /** What the container sent as its body (`OriginalMessage`). */
  readonly body: string;
  /** Where in the container or its input the cause lies, as far as a native container knows. */
  readonly place: ErrorPlace;
  /** Of the request, when a trace was asked for. */
  traceId?: string;

  constructor(container: string, status: number, body: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "StageError";
    this.container = container;
    this.status = status;
    this.body = body;
    this.place = options.cause instanceof ContainerError ? options.cause.place : {};
  }
}

/** The last container's answer broke off after its head had been passed on; the message is SageMaker's. */
export class StreamBroken extends Error {
  readonly code: "ModelInvocationTimeExceeded" | "StreamBroken";

  constructor(container: string, late: boolean, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = late
      ? `Your model ${container} did not complete sending the inference response in the allotted time.`
      : `The connection to container ${container} broke while it was sending its answer: ${reason}`;
    super(message, { cause });
    this.name = "StreamBroken";
    this.code = late ? "ModelInvocationTimeExceeded" : "StreamBroken";
  }
}

/** A container answered something else than 2xx. */
export function badAnswer(container: string, reply: Reply, cause?: unknown): StageError {
  const body = new TextDecoder().decode(reply.body);
  return new StageError(container, reply.status, body, received(container, reply.status, body), { cause });
}

/** The time budget of the whole chain was spent while this container was at work. */
export function timedOut(container: string): StageError {
  const body =
    `Your invocation timed out while waiting for a response from container ${container}. Review the latency metrics for each ` +
    "container in Amazon CloudWatch, resolve the issue, and try again.";
  return new StageError(container, 0, body, received(container, 0, body));
}

/** No HTTP answer came at all: the connection was refused or broke. */
export function noAnswer(container: string, cause: unknown): StageError {
  const body = `The connection to container ${container} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new StageError(container, 0, body, received(container, 0, body), { cause });
}

/** What one container sent is more than the next may be given ("Troubleshoot Inference Pipelines" in the developer guide). */
export function hopTooLarge(from: string, to: string, reply: Reply, limitBytes: number): StageError {
  const message =
    `Received response from ${from} with status code ${reply.status}. However, the request payload from ${from} to ${to} is ` +
    `${reply.body.length} bytes, which has exceeded the maximum limit of ${Math.floor(limitBytes / 1048576)} MB`;
  return new StageError(from, reply.status, message, message);
}

/** The reply that a thrown answer stands for. */
export function replyOf(error: ContainerError): Reply {
  return {
    status: error.status,
    contentType: error.contentType,
    headers: {},
    body: new TextEncoder().encode(error.body),
  };
}

/** An error that no container foresaw is what a web framework would make of it: a 500 with the error's text. */
export function internalError(error: unknown): ContainerError {
  return new ContainerError(500, error instanceof Error ? error.message : String(error), { cause: error });
}

function received(container: string, status: number, body: string): string {
  const side = status >= 300 && status < 500 ? "client" : "server";
  return `Received ${side} error (${status}) from ${container} with message "${body}"`;
}
