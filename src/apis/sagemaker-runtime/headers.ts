import { bytes, header, headers, type InputOf, label } from "../../aws/protocols/members.js";
import type { InvokeTarget } from "../../endpoints/route.js";
import { runtimeErrors } from "./errors.js";

/** What all invocations are asked alike; content type and accept stand in other headers for each. */
export const invocationInput = {
  EndpointName: label,
  Headers: headers("x-amzn-sagemaker-"),
  TraceParent: header("traceparent"),
  TraceState: header("tracestate"),
  Trace: header("x-kakehi-trace"),
  Body: bytes,
};

interface InvocationHeaders extends Omit<InputOf<typeof invocationInput>, "Body"> {
  readonly ContentType: string | undefined;
  readonly Accept: string | undefined;
}

/** Longest value, and pattern, of each header of the API model. */
const rules: readonly (readonly [header: string, member: string, max: number, pattern?: RegExp])[] = [
  ["custom-attributes", "customAttributes", 1024],
  ["target-variant", "targetVariant", 63, /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/],
  ["target-container-hostname", "targetContainerHostname", 63, /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/],
  ["target-model", "targetModel", 1024],
  ["inference-id", "inferenceId", 64],
  ["inference-component", "inferenceComponentName", 63, /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/],
  ["enable-explanations", "enableExplanations", 64],
  ["session-id", "sessionId", 256],
];

/** Throws `ValidationError`: the runtime's name for what the control plane calls `ValidationException`. */
export function checkHeaders(input: InvocationHeaders): void {
  checkLength("endpointName", input.EndpointName, 63);
  checkLength("contentType", input.ContentType, 1024);
  checkLength("accept", input.Accept, 1024);
  for (const name in input.Headers) {
    for (const [header, member, max, pattern] of rules) {
      if (header !== name) continue;
      const value = input.Headers[name];
      checkLength(member, value, max);
      if (pattern !== undefined && !pattern.test(value)) {
        throw runtimeErrors.constraint(
          value,
          member,
          `satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`,
        );
      }
    }
  }
  if (input.Trace !== undefined && input.Trace !== "times" && input.Trace !== "data") {
    throw runtimeErrors.constraint(input.Trace, "trace", "satisfy enum value set: [times, data]");
  }
}

/** Which endpoint an invocation is for, which variant, container and model of it where the client names them, and its trace. */
export function targetOf({ EndpointName: endpoint, Headers, Trace }: InvocationHeaders, account: string): InvokeTarget {
  return {
    endpoint,
    account,
    variant: Headers["target-variant"],
    hostname: Headers["target-container-hostname"],
    model: Headers["target-model"],
    trace: Trace === "times" || Trace === "data" ? Trace : undefined,
  };
}

/** The headers that every container gets, under the names it finds them by. */
export function forwarded(input: InvocationHeaders): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name in input.Headers) headers[`x-amzn-sagemaker-${name}`] = input.Headers[name];
  if (input.TraceParent !== undefined) headers.traceparent = input.TraceParent;
  if (input.TraceState !== undefined) headers.tracestate = input.TraceState;
  return headers;
}

/** A header that counts seconds, within its range; the default where it is not sent. Throws `ValidationError`. */
export function secondsOf(
  input: InvocationHeaders,
  name: string,
  member: string,
  least: number,
  most: number,
  otherwise: number,
): number {
  const value = input.Headers[name];
  if (value === undefined) return otherwise;
  if (!/^\d+$/.test(value) || Number(value) < least) {
    throw runtimeErrors.constraint(value, member, `have value greater than or equal to ${least}`);
  }
  if (Number(value) > most) throw runtimeErrors.constraint(value, member, `have value less than or equal to ${most}`);
  return Number(value);
}

function checkLength(member: string, value: string | undefined, max: number): void {
  if (value !== undefined && value.length > max) {
    throw runtimeErrors.constraint(value, member, `have length less than or equal to ${max}`);
  }
}
