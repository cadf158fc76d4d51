import { type HttpReply, type HttpRequest, headerOf } from "../http.js";
import type { AnyOperation } from "../operation.js";
import type { RequestBody } from "../service.js";
import { readXml } from "../xml/read.js";
import { bindingOf, type RestOutput } from "./rest.js";
import type { RouteMatch } from "./routes.js";

/** A label of the path is not percent-encoded UTF-8. */
export class LabelError extends Error {}

/** Gathers an operation's input from the places that its binding names. Throws `LabelError` and `XmlError`. */
export function readMembers(match: RouteMatch, request: HttpRequest, body: RequestBody): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const query = request.query === "" ? undefined : new URLSearchParams(request.query);
  for (const [name, member] of match.route.input) {
    switch (member.in) {
      case "label":
        input[name] = decodeLabel(match.labels[name]);
        break;
      case "header":
        input[name] = headerOf(request, member.name) ?? hoisted(query, member.name);
        break;
      case "headers":
        input[name] = prefixed(request, query, member.name);
        break;
      case "query":
        input[name] = query?.get(member.name) ?? undefined;
        break;
      case "xml":
        input[name] = readXml(body as Uint8Array, member.name, member.shape);
        break;
      case "bytes":
      case "stream":
        input[name] = body;
        break;
      case "status":
        break;
    }
  }
  return input;
}

/** A presigned URL carries in its query what would be `x-amz-*` headers. */
function hoisted(query: URLSearchParams | undefined, name: string): string | undefined {
  return query && name.startsWith("x-amz-") ? (query.get(name) ?? undefined) : undefined;
}

/** Labels are UTF-8, percent-encoded; a plus is a plus. */
function decodeLabel(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new LabelError(text);
  }
}

function prefixed(request: HttpRequest, query: URLSearchParams | undefined, prefix: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of query ?? []) {
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = value;
  }
  for (const name in request.headers) {
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = headerOf(request, name)!;
  }
  return found;
}

interface SplitOutput {
  readonly status: number;
  readonly headers: Record<string, string | number>;
  readonly body: HttpReply["body"];
  /** Members that are bound nowhere else; undefined when there is none. */
  readonly document: Record<string, unknown> | undefined;
}

/** Puts the members of an output where the binding wants them. */
export function splitOutput(operation: AnyOperation, output: unknown): SplitOutput {
  const http = bindingOf(operation);
  const headers: Record<string, string | number> = {};
  let status = http.status ?? 200;
  let body: SplitOutput["body"];
  let document: Record<string, unknown> | undefined;
  const values = (output ?? {}) as RestOutput;
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    const member = http.output?.[name];
    if (member?.in === "header") headers[member.name] = headerText(value);
    else if (member?.in === "headers") {
      for (const [key, text] of Object.entries(value as Record<string, string>)) headers[member.name + key] = text;
    } else if (member?.in === "status") status = value as number;
    else if (member) body = value as HttpReply["body"];
    else {
      document ??= {};
      document[name] = value;
    }
  }
  return { status, headers, body, document };
}

/** Dates in headers are HTTP dates. */
function headerText(value: unknown): string | number {
  if (value instanceof Date) return value.toUTCString();
  return typeof value === "number" ? value : String(value);
}
