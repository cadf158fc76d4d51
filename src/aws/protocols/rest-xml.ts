import { commonErrors } from "../errors.js";
import { type HttpReply, type HttpRequest, headerOf } from "../http.js";
import type { ProtocolOf, RequestBody } from "../service.js";
import { XmlError } from "../xml/read.js";
import { element } from "../xml/write.js";
import { bindingOf } from "./rest.js";
import { LabelError, readMembers, splitOutput } from "./rest-message.js";
import { matchPath, type RouteMatch, routesOf } from "./routes.js";
import { bucketOfHost } from "./virtual-host.js";

export interface RestXmlOptions {
  readonly namespace: string;
  /** Parameters that select an operation; all others (`x-id`, `prefix`, `versionId`, …) do not. */
  readonly subresources: ReadonlySet<string>;
}

/**
 * AWS REST XML as S3 speaks it: the bucket in the path or in the host, operations told apart by method, level, sub-resource
 * parameters and the copy header.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
export function restXml(options: RestXmlOptions): ProtocolOf {
  return (operations) => {
    const routes = routesOf(operations);

    function find(request: HttpRequest): RouteMatch {
      const bucket = bucketOfHost(headerOf(request, "host") ?? "");
      const path = bucket === undefined ? request.path : `/${encodeURIComponent(bucket)}${request.path}`;
      const wanted = subresourcesOf(request.query, options.subresources);
      let onPath = false;
      let best: RouteMatch | undefined;
      for (const route of routes) {
        const labels = matchPath(route.segments, path);
        if (!labels) continue;
        onPath ||= route.method === request.method;
        if (route.method !== request.method || !sameNames(route.parameters, wanted)) continue;
        const { withHeader } = route.http;
        if (withHeader !== undefined && request.headers[withHeader] === undefined) continue;
        if (!best || withHeader !== undefined) best = { route, labels };
      }
      if (best) return best;
      if (wanted.length > 0) throw commonErrors.notImplemented(`${request.method} ?${wanted.join("&")}`);
      if (onPath) throw commonErrors.notImplemented(`${request.method} ${request.path}`);
      throw commonErrors.methodNotAllowed(request.method);
    }

    return {
      family: "s3",
      streams: (request) => find(request).route.streams,
      read(request, body) {
        const match = find(request);
        const { name, operation } = match.route;
        return { name, operation, input: decode(match, request, body) };
      },
      write(call, output, requestId): HttpReply {
        const { status, headers, body, document } = splitOutput(call.operation, output);
        addIds(headers, requestId);
        const { root } = bindingOf(call.operation);
        if (body !== undefined || root === undefined) return { status, headers, body };
        headers["content-type"] = "application/xml";
        return { status, headers, body: element(root, document ?? {}, options.namespace) };
      },
      fail(error, request, requestId): HttpReply {
        const headers: Record<string, string> = {};
        addIds(headers, requestId);
        if (request.method === "HEAD" || error.status === 304) return { status: error.status, headers };
        headers["content-type"] = "application/xml";
        const content = {
          Code: error.code,
          Message: error.message,
          ...error.members,
          Resource: request.path,
          RequestId: requestId,
          HostId: headers["x-amz-id-2"],
        };
        return { status: error.status, headers, body: element("Error", content) };
      },
    };
  };
}

function decode(match: RouteMatch, request: HttpRequest, body: RequestBody): Record<string, unknown> {
  try {
    return readMembers(match, request, body);
  } catch (error) {
    if (error instanceof LabelError) throw commonErrors.invalidUri();
    if (error instanceof XmlError) throw commonErrors.malformedXml(error);
    throw error;
  }
}

/** S3's two ids of a request; support asks for both. */
function addIds(headers: Record<string, string | number>, requestId: string): void {
  headers["x-amz-request-id"] = requestId;
  headers["x-amz-id-2"] = requestId;
}

/** The names of the sub-resource parameters in a query, sorted. */
function subresourcesOf(query: string, known: ReadonlySet<string>): string[] {
  if (query === "") return [];
  return query
    .split("&")
    .map((pair) => pair.split("=", 1)[0])
    .filter((name) => known.has(name))
    .sort();
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
