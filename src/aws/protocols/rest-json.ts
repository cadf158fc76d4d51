import { commonErrors } from "../errors.js";
import type { HttpReply, HttpRequest } from "../http.js";
import type { ProtocolOf } from "../service.js";
import { toJson } from "./json.js";
import { LabelError, readMembers, splitOutput } from "./rest-message.js";
import { matchPath, type RouteMatch, routesOf } from "./routes.js";

/**
 * AWS REST JSON: operations by method and path, members in path, query and headers, the rest in a JSON document or one payload.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export const restJson: ProtocolOf = (operations) => {
  const routes = routesOf(operations);

  function find(request: HttpRequest): RouteMatch {
    for (const route of routes) {
      if (route.method !== request.method) continue;
      const labels = matchPath(route.segments, request.path);
      if (labels) return { route, labels };
    }
    throw commonErrors.unknownRoute(request.method, request.path);
  }

  return {
    family: "json",
    read(request, body) {
      const match = find(request);
      const { name, operation } = match.route;
      try {
        return { name, operation, input: readMembers(match, request, body) };
      } catch (error) {
        if (error instanceof LabelError)
          throw commonErrors.serialization(`The path part ${error.message} is not UTF-8.`);
        throw error;
      }
    },
    write(call, output, requestId): HttpReply {
      const { status, headers, body, document } = splitOutput(call.operation, output);
      headers["x-amzn-RequestId"] = requestId;
      if (body !== undefined || document === undefined) return { status, headers, body };
      headers["content-type"] = "application/json";
      return { status, headers, body: toJson(document) };
    },
    fail(error, _request, requestId): HttpReply {
      return {
        status: error.status,
        headers: {
          "content-type": "application/json",
          "x-amzn-RequestId": requestId,
          "x-amzn-errortype": error.code,
          ...(error.retryAfterSeconds !== undefined && { "retry-after": error.retryAfterSeconds }),
        },
        body: toJson({ message: error.message, Message: error.message, ...error.members }),
      };
    },
  };
};
