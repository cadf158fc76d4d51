import type { HttpRequest } from "../http.js";
import type { Family } from "../service.js";
import { canonicalRequest } from "./canonical.js";
import type { SignatureClaim } from "./claim.js";
import type { Credential } from "./credentials.js";
import { authErrors } from "./errors.js";
import type { Identity, Verification } from "./identity.js";
import { sha256Hex } from "./payload-hash.js";
import { sameText } from "./same-text.js";

interface ToVerify {
  readonly request: HttpRequest;
  readonly family: Family;
  readonly claim: SignatureClaim;
  /** Basic ISO, as signed. */
  readonly time: string;
  readonly payload: string;
  readonly provided: string;
  readonly credential: Credential;
  readonly keyOf: Verification["keyOf"];
}

/** The last step of SigV4, wherever the claim stood: sign the same text with the same key, and compare. */
export function verifySignature({
  request,
  family,
  claim,
  time,
  payload,
  provided,
  credential,
  keyOf,
}: ToVerify): Identity {
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.signedHeaderList, payload, family === "s3");
  const stringToSign = `AWS4-HMAC-SHA256\n${time}\n${claim.scope}\n${sha256Hex(canonical)}`;
  const key = keyOf(credential, claim);
  if (!sameText(key.hexOf(stringToSign), provided)) {
    const { accessKeyId } = claim;
    throw authErrors[family].mismatch({ accessKeyId, provided, stringToSign, canonicalRequest: canonical });
  }
  return { caller: credential.caller, payload, seed: { key, scope: claim.scope, time, signature: provided } };
}
