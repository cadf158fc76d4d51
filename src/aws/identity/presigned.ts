import { type HttpRequest, headerOf } from "../http.js";
import type { Family } from "../service.js";
import { ClaimError, claimOf } from "./claim.js";
import { parseBasicTime, tolerance } from "./clock.js";
import { authErrors, s3AuthErrors } from "./errors.js";
import { requireSigned } from "./header.js";
import type { Identity, Verification } from "./identity.js";
import { payloadHash, unsignedPayload } from "./payload-hash.js";
import { verifySignature } from "./signature.js";

const week = 604_800;
const required = ["Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"] as const;

/**
 * Checks SigV4 in the query: a presigned URL.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function verifyPresigned(
  { credentials, keyOf, now }: Verification,
  request: HttpRequest,
  family: Family,
  body: Uint8Array | undefined,
): Identity {
  const errors = authErrors[family];
  const query = new URLSearchParams(request.query);
  const of = (name: (typeof required)[number]) => query.get(`X-Amz-${name}`) ?? "";
  if (required.some((name) => of(name) === "")) {
    throw s3AuthErrors.queryParameters(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  if (of("Algorithm") !== "AWS4-HMAC-SHA256") {
    throw s3AuthErrors.queryParameters('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  }
  const claim = parse(of("Credential"), of("SignedHeaders"));
  const time = of("Date");
  const signed = parseBasicTime(time);
  if (signed === undefined || !claim.scope.startsWith(time.slice(0, 8))) {
    throw s3AuthErrors.queryParameters(
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\", and its date that of the Credential",
    );
  }
  checkExpiry(of("Expires"), signed, now());
  const credential = credentials.find(claim.accessKeyId);
  if (!credential) throw errors.unknownKey(claim.accessKeyId);
  if (family === "s3") requireSigned(request, claim.signedHeaders);

  const declared = headerOf(request, "x-amz-content-sha256") ?? query.get("X-Amz-Content-Sha256") ?? undefined;
  const payload = family === "s3" ? (declared ?? unsignedPayload) : payloadHash(declared, body, family);
  return verifySignature({ request, family, claim, time, payload, provided: of("Signature"), credential, keyOf });
}

function parse(credential: string, signedHeaders: string) {
  try {
    return claimOf(credential, signedHeaders);
  } catch (error) {
    if (error instanceof ClaimError)
      throw s3AuthErrors.queryParameters(`Error parsing the X-Amz-Credential parameter; ${error.message}`);
    throw error;
  }
}

function checkExpiry(expires: string, signed: number, now: number): void {
  if (!/^-?\d+$/.test(expires)) throw s3AuthErrors.queryParameters("X-Amz-Expires should be a number");
  const seconds = Number(expires);
  if (seconds < 0) throw s3AuthErrors.queryParameters("X-Amz-Expires must be non-negative");
  if (seconds > week) {
    throw s3AuthErrors.queryParameters(
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    );
  }
  if (signed - now > tolerance) throw s3AuthErrors.notYetValid();
  if (now > signed + seconds * 1000) throw s3AuthErrors.expired(new Date(signed + seconds * 1000), now);
}
