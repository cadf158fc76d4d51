import { createHash } from "node:crypto";

/**
 * A UUID for one output record, made from its name (version 5, RFC 9562): the same job gives the same id when an object is
 * done again after a crash, so its output stays the same byte for byte.
 */
export function inferenceId(name: string): string {
  const hash = createHash("sha1").update(name).digest();
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
