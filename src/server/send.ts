import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { HttpReply } from "../aws/http.js";

/** Bodies up to this size are written together with the headers, in one piece: Node does so with texts only. */
const smallBody = 16 * 1024;

/** Writes a reply. A stream is written as fast as the client reads; when it fails half-way, the connection is cut. */
export async function send(response: ServerResponse, reply: HttpReply): Promise<void> {
  const { status, headers, body } = reply;
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array) {
    const bodiless = status === 204 || status === 304 || response.req.method === "HEAD";
    const length = body === undefined ? 0 : typeof body === "string" ? Buffer.byteLength(body) : body.length;
    response.writeHead(status, bodiless ? headers : { ...headers, "content-length": length });
    if (body instanceof Uint8Array && length <= smallBody) response.end(latin1(body), "latin1");
    else response.end(body);
    return;
  }
  response.writeHead(status, headers);
  await pipeline(body, response);
}

function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}
