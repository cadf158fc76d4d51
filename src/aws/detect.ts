import { type HttpRequest, headerOf } from "./http.js";

/** Target prefixes of the JSON services, for requests whose signature does not name the service. */
const targetPrefixes: Readonly<Record<string, string>> = {
  SageMaker: "sagemaker",
  Logs_20140328: "logs",
  AWSGlue: "glue",
  AnyScaleFrontendService: "application-autoscaling",
};

const scope = /Credential=[^,\s]*\/\d{8}\/[^/,\s]*\/([a-z0-9-]+)\/aws4_request/;
const presignedScope = /(?:^|&)X-Amz-Credential=[^&]*%2F\d{8}%2F[^&]*%2F([a-z0-9-]+)%2Faws4_request/i;

/**
 * Which service a request on the one port is for: what its signature is scoped to, else its target, its path or its host, else
 * S3. `sagemaker` signs for two services, which their targets and paths tell apart.
 */
export function serviceOf(request: HttpRequest): string {
  const target = headerOf(request, "x-amz-target");
  const signed = signingName(request);
  if (signed === "sagemaker") return target === undefined ? "sagemaker-runtime" : "sagemaker";
  if (signed !== undefined) return signed;
  if (target !== undefined) {
    const prefix = target.split(".", 1)[0];
    return targetPrefixes[prefix] ?? prefix.toLowerCase();
  }
  if (request.method === "POST" && request.path.startsWith("/endpoints/")) return "sagemaker-runtime";
  const fromHost = /^(sts|iam)\./.exec(headerOf(request, "host") ?? "")?.[1];
  if (fromHost !== undefined) return fromHost;
  const form = headerOf(request, "content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  return form && request.path === "/" ? "sts" : "s3";
}

function signingName(request: HttpRequest): string | undefined {
  const authorization = headerOf(request, "authorization");
  if (authorization !== undefined) return scope.exec(authorization)?.[1];
  return request.query === "" ? undefined : presignedScope.exec(request.query)?.[1];
}
