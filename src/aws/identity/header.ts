import { type HttpRequest, headerOf } from "../http.js";
import type { Family } from "../service.js";
import { ClaimError, parseAuthorization } from "./claim.js";
import { basicTime, parseBasicTime, tolerance } from "./clock.js";
import { authErrors, s3AuthErrors } from "./errors.js";
import type { Identity, Verification } from "./identity.js";
import { payloadHash } from "./payload-hash.js";
import { verifySignature } from "./signature.js";

/** Checks SigV4 in the `Authorization` header. */
export function verifyHeader(
  { credentials, keyOf, now }: Verification,
  request: HttpRequest,
  family: Family,
  body: Uint8Array | undefined,
  authorization: string,
): Identity {
  const errors = authErrors[family];
  if (!authorization.startsWith("AWS4-HMAC-SHA256")) throw errors.unsupported();
  const { claim, signature } = parse(authorization, family);
  const time = headerOf(request, "x-amz-date") ?? basicTime(headerOf(request, "date") ?? "");
  const signed = time === undefined ? undefined : parseBasicTime(time);
  if (time === undefined || signed === undefined) {
    throw errors.malformed("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (!claim.scope.startsWith(time.slice(0, 8))) {
    throw errors.malformed(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claim.scope.slice(0, 8)}' != '${time.slice(0, 8)}', from '${time}'.`,
    );
  }
  if (Math.abs(now() - signed) > tolerance) throw errors.skewed(time, now(), tolerance);
  const credential = credentials.find(claim.accessKeyId);
  if (!credential) throw errors.unknownKey(claim.accessKeyId);
  if (family === "s3") requireSigned(request, claim.signedHeaders);

  const payload = payloadHash(headerOf(request, "x-amz-content-sha256"), body, family);
  return verifySignature({ request, family, claim, time, payload, provided: signature, credential, keyOf });
}

function parse(authorization: string, family: Family) {
  try {
    return parseAuthorization(authorization);
  } catch (error) {
    if (error instanceof ClaimError) throw authErrors[family].malformed(error.message);
    throw error;
  }
}

/** S3 obeys `x-amz-*` headers, so whoever signed must have meant them. */
export function requireSigned(request: HttpRequest, signedHeaders: readonly string[]): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) throw s3AuthErrors.headersNotSigned(unsigned);
}
