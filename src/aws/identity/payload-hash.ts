import { hash } from "node:crypto";
import type { Family } from "../service.js";
import { authErrors, s3AuthErrors } from "./errors.js";

export const unsignedPayload = "UNSIGNED-PAYLOAD";

export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data, "hex");

/**
 * The payload hash to sign: the declared one, which the body must have when it is at hand and the declaration is a hash;
 * without a declaration the body's own. Throws `AwsError`.
 */
export function payloadHash(declared: string | undefined, body: Uint8Array | undefined, family: Family): string {
  if (body === undefined) {
    if (declared === undefined) throw s3AuthErrors.missingPayloadHash();
    return declared;
  }
  if (declared !== undefined && !/^[0-9a-f]{64}$/.test(declared)) return declared;
  const computed = sha256Hex(body);
  if (declared === undefined || declared === computed) return computed;
  if (family === "s3") throw s3AuthErrors.payloadMismatch(declared, computed);
  throw authErrors[family].mismatch({ accessKeyId: "", provided: declared, stringToSign: computed });
}
