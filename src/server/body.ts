import type { IncomingMessage } from "node:http";

/** The body is longer than the service takes. */
export class BodyTooLarge extends Error {}

/** The client went away before its request was complete. */
export class ClientGone extends Error {}

/** Reads a whole body of at most `limit` bytes. What is over the limit is not kept. Throws `BodyTooLarge` or `ClientGone`. */
export function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(new BodyTooLarge());
      else chunks.push(chunk);
    });
    message.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size)));
    message.on("error", (cause) => reject(new ClientGone("the request was cut off", { cause })));
  });
}
