import { hash } from "node:crypto";

const blockLength = 64;
const digestLength = 32;

/**
 * HMAC-SHA256 under one key (RFC 2104), with the key's two blocks made once. Built on one-shot hashes, because Node's `Hmac` makes
 * an object with a native part per message, and cleaning those up costs a busy server more than the hashing.
 */
export class HmacKey {
  readonly #inner: Buffer;
  readonly #outer = Buffer.alloc(blockLength + digestLength);
  #message = Buffer.alloc(1024);

  constructor(key: Uint8Array) {
    const block = Buffer.alloc(blockLength);
    block.set(key.length > blockLength ? hash("sha256", key, "buffer") : key);
    this.#inner = Buffer.from(block.map((byte) => byte ^ 0x36));
    this.#outer.set(block.map((byte) => byte ^ 0x5c));
    this.#message.set(this.#inner);
  }

  /** The code of a text of ASCII characters, which is all that signatures are made over, in hex. */
  hexOf(ascii: string): string {
    const length = blockLength + ascii.length;
    if (length > this.#message.length) {
      this.#message = Buffer.alloc(2 * length);
      this.#message.set(this.#inner);
    }
    this.#message.write(ascii, blockLength, "latin1");
    this.#outer.write(hash("sha256", this.#message.subarray(0, length), "binary"), blockLength, "latin1");
    return hash("sha256", this.#outer, "hex");
  }
}
