import { createHash } from "node:crypto";

/** An account's canonical user, the form in which S3 names owners. */
export function ownerOf(account: string) {
  return { ID: createHash("sha256").update(account).digest("hex"), DisplayName: account };
}

/** The one grant there is: the owner may do everything. */
export function ownersAcl(account: string) {
  const Owner = ownerOf(account);
  const Grantee = {
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:type": "CanonicalUser",
    ...Owner,
  };
  return { Owner, AccessControlList: { Grant: [{ Grantee, Permission: "FULL_CONTROL" }] } };
}
