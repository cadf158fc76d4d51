import { createHmac } from "node:crypto";
import type { Credential } from "./credentials.js";
import { HmacKey } from "./hmac.js";

/** How many derived keys are kept: one per key pair, day, region and service. */
const capacity = 1000;

/**
 * Derives signing keys (HMAC over date, region, service, `aws4_request`) and keeps them: four HMACs saved per request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signingKeys(): (credential: Credential, scope: string) => HmacKey {
  const kept = new Map<string, { readonly secret: string; readonly key: HmacKey }>();
  return (credential, scope) => {
    const name = `${credential.accessKeyId}/${scope}`;
    const found = kept.get(name);
    if (found && found.secret === credential.secretAccessKey) return found.key;
    const key = deriveKey(credential.secretAccessKey, scope);
    if (kept.size >= capacity) kept.clear();
    kept.set(name, { secret: credential.secretAccessKey, key });
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
