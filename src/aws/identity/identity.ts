import type { Caller } from "../operation.js";
import type { CredentialStore } from "./credentials.js";
import type { HmacKey } from "./hmac.js";
import type { signingKeys } from "./signing-key.js";

/** Who a request is from, and what the chunks of its body are signed with when they are signed one by one. */
export interface Identity {
  readonly caller: Caller;
  /** What `x-amz-content-sha256` said of the body, or would have: a hash, `UNSIGNED-PAYLOAD`, `STREAMING-…`. */
  readonly payload: string;
  readonly seed?: ChunkSeed;
}

export interface ChunkSeed {
  readonly key: HmacKey;
  readonly scope: string;
  readonly time: string;
  /** The signature of the request itself: the first in the chain. */
  readonly signature: string;
}

/** What the verifiers of all forms of signature work with. */
export interface Verification {
  readonly credentials: CredentialStore;
  readonly keyOf: ReturnType<typeof signingKeys>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
