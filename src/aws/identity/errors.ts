import { AwsError } from "../errors.js";
import type { Family } from "../service.js";
import { formatBasicTime } from "./clock.js";

/** A signature that is not ours, with what was signed here: S3 shows it, and it is the one way to find the difference. */
export interface Mismatch {
  readonly accessKeyId: string;
  readonly provided: string;
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

/** How one family words the failures of authentication. */
export interface AuthErrors {
  missing(): AwsError;
  malformed(message: string): AwsError;
  unsupported(): AwsError;
  unknownKey(accessKeyId: string): AwsError;
  mismatch(mismatch: Mismatch): AwsError;
  /** Signed at `signed` (basic ISO time), seen at `now` (ms), with `tolerance` (ms) allowed. */
  skewed(signed: string, now: number, tolerance: number): AwsError;
}

const jsonMismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const invalidToken = "The security token included in the request is invalid.";

const json: AuthErrors = {
  missing: () => new AwsError("MissingAuthenticationTokenException", 403, "Missing Authentication Token"),
  malformed: (message) => new AwsError("IncompleteSignatureException", 403, message),
  unsupported: () =>
    new AwsError("IncompleteSignatureException", 403, "The authorization must use the algorithm AWS4-HMAC-SHA256."),
  unknownKey: () => new AwsError("UnrecognizedClientException", 403, invalidToken),
  mismatch: () => new AwsError("InvalidSignatureException", 403, jsonMismatch),
  skewed: (...skew) => new AwsError("InvalidSignatureException", 403, skewText(...skew)),
};

const query: AuthErrors = {
  missing: () => new AwsError("MissingAuthenticationToken", 403, "Request is missing Authentication Token"),
  malformed: (message) => new AwsError("IncompleteSignature", 400, message),
  unsupported: () =>
    new AwsError("IncompleteSignature", 400, "The authorization must use the algorithm AWS4-HMAC-SHA256."),
  unknownKey: () => new AwsError("InvalidClientTokenId", 403, invalidToken),
  mismatch: () => new AwsError("SignatureDoesNotMatch", 403, jsonMismatch),
  skewed: (...skew) => new AwsError("SignatureDoesNotMatch", 403, skewText(...skew)),
};

const s3: AuthErrors = {
  missing: () => new AwsError("AccessDenied", 403, "Access Denied"),
  malformed: (message) =>
    new AwsError("AuthorizationHeaderMalformed", 400, `The authorization header is malformed; ${message}`),
  unsupported: () =>
    new AwsError(
      "InvalidRequest",
      400,
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    ),
  unknownKey: (accessKeyId) =>
    new AwsError("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.", {
      members: { AWSAccessKeyId: accessKeyId },
    }),
  mismatch: ({ accessKeyId, provided, stringToSign, canonicalRequest }) =>
    new AwsError(
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      {
        members: {
          AWSAccessKeyId: accessKeyId,
          StringToSign: stringToSign,
          SignatureProvided: provided,
          CanonicalRequest: canonicalRequest,
        },
      },
    ),
  skewed: (signed, now, tolerance) =>
    new AwsError(
      "RequestTimeTooSkewed",
      403,
      "The difference between the request time and the current time is too large.",
      {
        members: {
          RequestTime: signed,
          ServerTime: new Date(now).toISOString(),
          MaxAllowedSkewMilliseconds: tolerance,
        },
      },
    ),
};

export const authErrors: Readonly<Record<Family, AuthErrors>> = { json, query, s3 };

/** Failures that only S3's presigned URLs and streamed payloads have. */
export const s3AuthErrors = {
  queryParameters: (message: string) => new AwsError("AuthorizationQueryParametersError", 400, message),
  expired: (expires: Date, now: number) =>
    new AwsError("AccessDenied", 403, "Request has expired", {
      members: { Expires: expires, ServerTime: new Date(now) },
    }),
  notYetValid: () => new AwsError("AccessDenied", 403, "Request is not valid yet"),
  headersNotSigned: (names: readonly string[]) =>
    new AwsError("AccessDenied", 403, "There were headers present in the request which were not signed", {
      members: { HeadersNotSigned: names.join(", ") },
    }),
  missingPayloadHash: () =>
    new AwsError("InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256"),
  invalidPayloadHash: (value: string) =>
    new AwsError(
      "InvalidArgument",
      400,
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
      { members: { ArgumentName: "x-amz-content-sha256", ArgumentValue: value } },
    ),
  payloadMismatch: (declared: string, computed: string) =>
    new AwsError(
      "XAmzContentSHA256Mismatch",
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      {
        members: { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed },
      },
    ),
  incompleteBody: () => new AwsError("IncompleteBody", 400, "The request body terminated unexpectedly"),
  invalidChunk: () => new AwsError("InvalidRequest", 400, "The chunks of the request body are not well-formed."),
  malformedTrailer: () =>
    new AwsError(
      "MalformedTrailerError",
      400,
      "The request contained trailing data that was not well-formed or did not conform to our published schema.",
    ),
} as const;

function skewText(signed: string, now: number, tolerance: number): string {
  const span = `${Math.round(tolerance / 60_000)} min.`;
  const at = formatBasicTime(now);
  return signed < at
    ? `Signature expired: ${signed} is now earlier than ${formatBasicTime(now - tolerance)} (${at} - ${span})`
    : `Signature not yet current: ${signed} is still later than ${formatBasicTime(now + tolerance)} (${at} + ${span})`;
}
