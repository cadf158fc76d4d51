import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { serviceOf } from "../aws/detect.js";
import { AwsError, commonErrors } from "../aws/errors.js";
import type { HttpRequest } from "../aws/http.js";
import type { Authenticator } from "../aws/identity/authenticator.js";
import type { Identity } from "../aws/identity/identity.js";
import type { Operation, RequestContext } from "../aws/operation.js";
import { openPayload } from "../aws/payload/payload.js";
import type { Call, RequestBody, Service } from "../aws/service.js";
import { unknownService } from "../aws/unknown-service.js";
import { BodyTooLarge, ClientGone, readBody } from "./body.js";
import { type ScopeClass, scopeClass } from "./request-scope.js";
import { send } from "./send.js";

export interface Gateway {
  readonly services: ReadonlyMap<string, Service>;
  readonly authenticator: Authenticator;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** Told of faults of our own: what a client gets as `InternalFailure`. */
  readonly onFault: (fault: Fault) => void;
}

export interface Fault {
  readonly requestId: string;
  readonly service: string;
  readonly operation: string | undefined;
  readonly error: unknown;
}

/** Answers requests for all services on one port: service, signature, operation, reply. */
export function dispatcher(gateway: Gateway): RequestListener {
  const { partition, region, account, services } = gateway;
  const scopes = new Map<Service, ScopeClass>();
  for (const service of services.values()) {
    scopes.set(service, scopeClass({ ...service.dependencies, partition, region, account }));
  }
  return (message, response) => {
    void dispatch(gateway, scopes, message, response);
  };
}

async function dispatch(
  gateway: Gateway,
  scopes: ReadonlyMap<Service, ScopeClass>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = requestOf(message);
  const id = serviceOf(request);
  const service = gateway.services.get(id) ?? unknownService(id, request);
  const { protocol } = service;
  const requestId = randomUUID();
  let call: Call | undefined;
  try {
    const streams = protocol.streams?.(request) ?? false;
    const whole = streams ? undefined : await readBody(message, service.bodyLimit);
    const identity = gateway.authenticator.authenticate(request, protocol.family, whole);
    const framed = whole === undefined || identity.payload.startsWith("STREAMING-");
    const body = framed ? await unframed(request, message, whole, identity) : whole;
    call = protocol.read(request, body);
    const run = call.operation as Operation<RequestContext, unknown, unknown>;
    const Scope = scopes.get(service)!;
    const output = await run(new Scope(requestId, identity.caller, response), call.input);
    await send(response, protocol.write(call, output, requestId));
  } catch (error) {
    if (error instanceof ClientGone || response.destroyed) return;
    const known = awsErrorOf(error, service);
    if (known.status >= 500 && !(error instanceof AwsError)) {
      gateway.onFault({ requestId, service: id, operation: call?.name, error });
    }
    if (response.headersSent) response.destroy();
    else await send(response, protocol.fail(known, request, requestId)).catch(() => response.destroy());
  }
}

/** The body without the framing that streamed uploads put around it. */
async function unframed(
  request: HttpRequest,
  message: IncomingMessage,
  whole: Uint8Array | undefined,
  identity: Identity,
): Promise<RequestBody> {
  if (whole === undefined) return openPayload(request, message, identity);
  return buffer(openPayload(request, Readable.from([whole]), identity));
}

function requestOf(message: IncomingMessage): HttpRequest {
  const url = message.url!;
  const mark = url.indexOf("?");
  return {
    method: message.method!,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers: message.headers,
    rawHeaders: message.rawHeaders,
  };
}

function awsErrorOf(error: unknown, { protocol, bodyLimit, translate }: Service): AwsError {
  if (error instanceof AwsError) return error;
  const s3 = protocol.family === "s3";
  if (error instanceof BodyTooLarge) {
    return s3 ? commonErrors.messageTooLong(bodyLimit) : commonErrors.bodyTooLarge(bodyLimit);
  }
  if (isDiskFull(error)) return commonErrors.diskFull(error);
  return translate?.(error) ?? (s3 ? commonErrors.s3InternalError(error) : commonErrors.internalFailure(error));
}

const fullDisk: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "SQLITE_FULL"]);

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && fullDisk.has(error.code);
}
