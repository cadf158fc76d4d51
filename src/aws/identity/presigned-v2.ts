import { createHmac } from "node:crypto";
import { type HttpRequest, headerOf } from "../http.js";
import { bucketOfHost } from "../protocols/virtual-host.js";
import { authErrors, s3AuthErrors } from "./errors.js";
import type { Identity, Verification } from "./identity.js";
import { unsignedPayload } from "./payload-hash.js";
import { sameText } from "./same-text.js";

/** Parameters that belong to the signed resource: sub-resources, and what overrides the answer's headers. */
const signedParameters = new Set(
  [
    ["accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory", "lifecycle", "location"],
    ["logging", "metrics", "notification", "partNumber", "policy", "replication", "requestPayment", "restore"],
    ["response-cache-control", "response-content-disposition", "response-content-encoding"],
    ["response-content-language", "response-content-type", "response-expires", "select", "select-type", "tagging"],
    ["torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website", "x-amz-security-token"],
  ].flat(),
);

/**
 * Checks a presigned URL of signature version 2 (`AWSAccessKeyId`, `Signature`, `Expires`), which boto3 makes by default for
 * the older regions.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html
 */
export function verifyPresignedV2({ credentials, now }: Verification, request: HttpRequest): Identity {
  const query = new URLSearchParams(request.query.replaceAll("+", "%2B"));
  const accessKeyId = query.get("AWSAccessKeyId") ?? "";
  const provided = query.get("Signature") ?? "";
  const expires = query.get("Expires") ?? "";
  if (!/^\d{1,12}$/.test(expires)) throw authErrors.s3.missing();
  if (now() > Number(expires) * 1000) throw s3AuthErrors.expired(new Date(Number(expires) * 1000), now());
  const credential = credentials.find(accessKeyId);
  if (!credential) throw authErrors.s3.unknownKey(accessKeyId);
  const stringToSign = [
    request.method,
    headerOf(request, "content-md5") ?? "",
    headerOf(request, "content-type") ?? "",
    expires,
    amzHeaders(request) + resource(request, query),
  ].join("\n");
  const computed = createHmac("sha1", credential.secretAccessKey).update(stringToSign).digest("base64");
  if (!sameText(computed, provided)) throw authErrors.s3.mismatch({ accessKeyId, provided, stringToSign });
  return { caller: credential.caller, payload: unsignedPayload };
}

function amzHeaders(request: HttpRequest): string {
  return Object.keys(request.headers)
    .filter((name) => name.startsWith("x-amz-"))
    .sort()
    .map((name) => `${name}:${headerOf(request, name)!.trim()}\n`)
    .join("");
}

function resource(request: HttpRequest, query: URLSearchParams): string {
  const bucket = bucketOfHost(headerOf(request, "host") ?? "");
  const path = bucket === undefined ? request.path : `/${bucket}${request.path}`;
  const parameters = [...query]
    .filter(([name]) => signedParameters.has(name))
    .sort(([name], [other]) => (name < other ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  return parameters.length === 0 ? path : `${path}?${parameters.join("&")}`;
}
