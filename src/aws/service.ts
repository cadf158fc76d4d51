import type { AwsError } from "./errors.js";
import type { HttpReply, HttpRequest } from "./http.js";
import type { AnyOperation, OperationTable } from "./operation.js";
import type { Payload } from "./payload/payload.js";

/** How a family of protocols words what all services share: above all the failures of authentication. */
export type Family = "json" | "query" | "s3";

/** The operation that a request names, with its input decoded. */
export interface Call {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly input: unknown;
}

/** A body read whole, or a stream of it for operations that take one. */
export type RequestBody = Uint8Array | Payload;

/** One wire protocol over one service's operations: what the listener knows of it. */
export interface Protocol {
  readonly family: Family;
  /** Whether the request's operation takes its body as a stream; absent: none does, bodies are read whole. */
  streams?(request: HttpRequest): boolean;
  /** Throws `AwsError` when no operation is meant by the request, or its input cannot be decoded. */
  read(request: HttpRequest, body: RequestBody): Call;
  write(call: Call, output: unknown, requestId: string): HttpReply;
  fail(error: AwsError, request: HttpRequest, requestId: string): HttpReply;
}

export interface Service {
  /** The name it is found by: `sagemaker`, `sagemaker-runtime`, `s3`, … (`detect.ts`). */
  readonly id: string;
  readonly protocol: Protocol;
  /** Bodies that are read whole may not be longer, in bytes. */
  readonly bodyLimit: number;
  /** What its operations find in their context beside `RequestContext`. */
  readonly dependencies: object;
  /** Turns errors of the layers below (a store's, say) into the service's own; undefined for those it does not know. */
  translate?(error: unknown): AwsError | undefined;
}

/** Makes the protocol of a service from its operations. */
export type ProtocolOf = (operations: OperationTable) => Protocol;
