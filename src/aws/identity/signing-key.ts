import { createHmac } from "node:crypto";
import type { SignatureClaim } from "./claim.js";
import type { Credential } from "./credentials.js";
import { HmacKey } from "./hmac.js";

/**
 * Derives signing keys (HMAC over date, region, service, `aws4_request`) and keeps them as long as the claims that they are for:
 * four HMACs saved per request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signingKeys(): (credential: Credential, claim: SignatureClaim) => HmacKey {
  const kept = new WeakMap<SignatureClaim, { readonly secret: string; readonly key: HmacKey }>();
  return (credential, claim) => {
    const found = kept.get(claim);
    if (found && found.secret === credential.secretAccessKey) return found.key;
    const key = deriveKey(credential.secretAccessKey, claim.scope);
    kept.set(claim, { secret: credential.secretAccessKey, key });
    return key;
  };
}

/** The key for a scope `20260101/us-west-2/s3/aws4_request`. */
export function deriveKey(secret: string, scope: string): HmacKey {
  const bytes = scope
    .split("/")
    .reduce<Buffer>((key, part) => createHmac("sha256", key).update(part).digest(), Buffer.from(`AWS4${secret}`));
  return new HmacKey(bytes);
}
