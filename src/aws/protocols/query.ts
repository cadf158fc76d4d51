import { commonErrors } from "../errors.js";
import type { HttpRequest } from "../http.js";
import type { ProtocolOf } from "../service.js";
import { element } from "../xml/write.js";

/**
 * AWS Query: a form names the operation (`Action`) and carries the input (`Name=value`, lists as `Name.member.1=value`); the
 * answer is XML in the service's namespace.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function query(version: string, namespace: string): ProtocolOf {
  return (operations) => ({
    family: "query",
    read(request, body) {
      const form = formOf(request, body as Uint8Array);
      const name = form.get("Action");
      if (!name) throw commonErrors.missingAction();
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw commonErrors.invalidAction(name, form.get("Version") ?? version);
      return { name, operation, input: inputOf(form) };
    },
    write(call, output, requestId) {
      const content = {
        ...(output === undefined ? {} : { [`${call.name}Result`]: output }),
        ResponseMetadata: { RequestId: requestId },
      };
      return reply(200, requestId, element(`${call.name}Response`, content, namespace));
    },
    fail(error, _request, requestId) {
      const Type = error.status < 500 ? "Sender" : "Receiver";
      const content = {
        Error: { Type, Code: error.code, Message: error.message, ...error.members },
        RequestId: requestId,
      };
      return reply(error.status, requestId, element("ErrorResponse", content, namespace));
    },
  });
}

/** The parameters, from the body of a POST or the query of a GET. */
function formOf(request: HttpRequest, body: Uint8Array): URLSearchParams {
  return new URLSearchParams(body.length > 0 ? new TextDecoder().decode(body) : request.query);
}

function inputOf(form: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const list = /^(.+)\.member\.(\d+)$/.exec(name);
    if (!list) {
      input[name] = value;
      continue;
    }
    const items = input[list[1]];
    if (Array.isArray(items)) items.push(value);
    else input[list[1]] = [value];
  }
  return input;
}

function reply(status: number, requestId: string, body: string) {
  return { status, headers: { "content-type": "text/xml", "x-amzn-RequestId": requestId }, body };
}
