import { commonErrors } from "../errors.js";
import { headerOf } from "../http.js";
import type { ProtocolOf } from "../service.js";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * AWS JSON 1.0 and 1.1: the operation is named by `X-Amz-Target: <targetPrefix>.<Operation>`, input and output are JSON objects.
 * An operation without output answers an empty body, as SageMaker's Delete and Stop operations do.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function json(targetPrefix: string, version: "1.0" | "1.1" = "1.1"): ProtocolOf {
  const contentType = `application/x-amz-json-${version}`;
  const start = `${targetPrefix}.`;
  return (operations) => ({
    family: "json",
    read(request, body) {
      const target = headerOf(request, "x-amz-target") ?? "";
      const name = target.startsWith(start) ? target.slice(start.length) : target;
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw commonErrors.unknownOperation(name);
      return { name, operation, input: parseObject(body as Uint8Array) };
    },
    write(_call, output, requestId) {
      const body = output === undefined ? "" : toJson(output);
      return { status: 200, headers: { "content-type": contentType, "x-amzn-RequestId": requestId }, body };
    },
    fail(error, _request, requestId) {
      const body = toJson({ __type: error.code, message: error.message, ...error.members });
      return {
        status: error.status,
        headers: { "content-type": contentType, "x-amzn-RequestId": requestId, "x-amzn-errortype": error.code },
        body,
      };
    },
  });
}

/** JSON with `Date`s as seconds since 1970, the default of the JSON protocols. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, written) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : written;
  });
}

/** Parses a body that must be a JSON object; an empty body counts as `{}`. */
function parseObject(body: Uint8Array): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(body));
  } catch (error) {
    throw commonErrors.serialization(error instanceof Error ? error.message : String(error));
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw commonErrors.serialization("Start of structure or map found where not expected.");
  }
  return value as Record<string, unknown>;
}
