import type { AnyOperation, OperationTable } from "../operation.js";
import type { Member } from "./members.js";
import { bindingOf, type HttpBinding } from "./rest.js";

/** A REST operation, its route taken apart once. */
export interface Route {
  readonly name: string;
  readonly operation: AnyOperation;
  readonly http: HttpBinding;
  readonly method: string;
  readonly segments: readonly Segment[];
  /** Parameters that must be there, sorted. */
  readonly parameters: readonly string[];
  /** Input members in a list, for the loop that reads them. */
  readonly input: readonly (readonly [name: string, member: Member<unknown>])[];
  readonly streams: boolean;
}

interface Segment {
  readonly text: string;
  readonly kind: "literal" | "label" | "greedy";
}

export interface RouteMatch {
  readonly route: Route;
  /** Path labels as sent, percent-encoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Takes the routes of a service's operations apart; throws for an operation without a binding. */
export function routesOf(operations: OperationTable): Route[] {
  return Object.entries(operations).map(([name, operation]) => {
    const http = bindingOf(operation);
    const [method, target] = http.route.split(" ") as [string, string];
    const [path, parameters] = target.split("?") as [string, string | undefined];
    const input = Object.entries(http.input);
    return {
      name,
      operation,
      http,
      method,
      segments: path.slice(1).split("/").filter(Boolean).map(segment),
      parameters: parameters ? parameters.split("&").sort() : [],
      input,
      streams: input.some(([, member]) => member.in === "stream"),
    };
  });
}

function segment(text: string): Segment {
  if (!text.startsWith("{")) return { text, kind: "literal" };
  return text.endsWith("+}") ? { text: text.slice(1, -2), kind: "greedy" } : { text: text.slice(1, -1), kind: "label" };
}

/**
 * The labels of a path that has the route's form, or undefined. A greedy label takes the rest of the path, slashes included; a
 * slash at the end of a path that the template does not go on with is ignored (`/bucket/` is the bucket).
 */
export function matchPath(segments: readonly Segment[], path: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  let at = 1;
  for (const { text, kind } of segments) {
    if (at >= path.length) return undefined;
    const slash = kind === "greedy" ? -1 : path.indexOf("/", at);
    const part = path.slice(at, slash < 0 ? path.length : slash);
    if (kind === "literal" ? part !== text : part === "") return undefined;
    if (kind !== "literal") labels[text] = part;
    at = slash < 0 ? path.length : slash + 1;
  }
  return at >= path.length ? labels : undefined;
}
