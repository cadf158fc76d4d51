import type { Caller } from "../operation.js";

/** A key pair, and who it stands for. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

/** The keys that requests may be signed with. Answers at once: it is asked for every request. */
export interface CredentialStore {
  find(accessKeyId: string): Credential | undefined;
}
