import { createHash, type Hash } from "node:crypto";
import { authErrors } from "../identity/errors.js";
import type { ChunkSeed } from "../identity/identity.js";
import { sha256Hex } from "../identity/payload-hash.js";
import { sameText } from "../identity/same-text.js";

const emptyHash = sha256Hex("");

/**
 * Follows the chain of signatures of a chunked payload: each covers its chunk and the signature before it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …/sigv4-streaming-trailers.html
 */
export class ChunkSignatures {
  readonly #seed: ChunkSeed;
  #previous: string;
  #hash: Hash = createHash("sha256");

  constructor(seed: ChunkSeed) {
    this.#seed = seed;
    this.#previous = seed.signature;
  }

  /** Takes data of the chunk under way. */
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  /** Ends the chunk. Throws `SignatureDoesNotMatch`. */
  endChunk(signature: string): void {
    this.#check("AWS4-HMAC-SHA256-PAYLOAD", `${emptyHash}\n${this.#hash.digest("hex")}`, signature);
    this.#hash = createHash("sha256");
  }

  /** Checks the trailer, given as `name:value\n` lines. Throws `SignatureDoesNotMatch`. */
  endTrailer(lines: string, signature: string): void {
    this.#check("AWS4-HMAC-SHA256-TRAILER", sha256Hex(lines), signature);
  }

  #check(algorithm: string, hashes: string, provided: string): void {
    const { key, time, scope } = this.#seed;
    const stringToSign = `${algorithm}\n${time}\n${scope}\n${this.#previous}\n${hashes}`;
    const computed = key.hexOf(stringToSign);
    if (!sameText(computed, provided)) throw authErrors.s3.mismatch({ accessKeyId: "", provided, stringToSign });
    this.#previous = computed;
  }
}
