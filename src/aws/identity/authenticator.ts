import { type HttpRequest, headerOf } from "../http.js";
import type { Caller } from "../operation.js";
import type { Family } from "../service.js";
import type { CredentialStore } from "./credentials.js";
import { authErrors } from "./errors.js";
import { verifyHeader } from "./header.js";
import type { Identity, Verification } from "./identity.js";
import { unsignedPayload } from "./payload-hash.js";
import { verifyPresigned } from "./presigned.js";
import { verifyPresignedV2 } from "./presigned-v2.js";
import { signingKeys } from "./signing-key.js";

export interface Authenticator {
  /**
   * Checks a request's signature. `body` is the whole body, or undefined where the operation takes a stream: then the hash that
   * the request declares is signed, and the stream is checked against it later. Throws `AwsError` in the family's words.
   */
  authenticate(request: HttpRequest, family: Family, body: Uint8Array | undefined): Identity;
}

/** Lets every request in as the given caller: for when signatures are switched off. */
export function openDoor(caller: Caller): Authenticator {
  return {
    authenticate: (request) => ({ caller, payload: headerOf(request, "x-amz-content-sha256") ?? unsignedPayload }),
  };
}

/** Checks signatures: SigV4 in the header or the query, and for S3 the older presigned form that boto3 still makes. */
export function signatureAuthenticator(credentials: CredentialStore, now: () => number = Date.now): Authenticator {
  const verification: Verification = { credentials, keyOf: signingKeys(), now };
  return {
    authenticate(request, family, body) {
      const authorization = headerOf(request, "authorization");
      if (authorization !== undefined) return verifyHeader(verification, request, family, body, authorization);
      if (request.query.includes("X-Amz-")) return verifyPresigned(verification, request, family, body);
      if (family === "s3" && request.query.includes("AWSAccessKeyId=")) return verifyPresignedV2(verification, request);
      throw authErrors[family].missing();
    },
  };
}
