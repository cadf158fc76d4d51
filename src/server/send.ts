import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { HttpReply } from "../aws/http.js";

/** Up to so many bytes, copying a body into one piece with its headers is cheaper than handing two pieces to the kernel. */
const smallBody = 16 * 1024;

/**
 * Writes a reply. A stream is written as fast as the client reads; when it fails half-way, the connection is cut. Takes over
 * the reply's headers: a copy for every reply costs more than all the rest here.
 */
export async function send(response: ServerResponse, reply: HttpReply): Promise<void> {
  const { status, headers, body } = reply;
  if (body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array)) {
    response.writeHead(status, headers);
    await pipeline(body, response);
    return;
  }
  const bodiless = status === 204 || status === 304 || response.req.method === "HEAD";
  if (bodiless) {
    response.writeHead(status, headers).end();
    return;
  }
  headers["content-length"] = body === undefined ? 0 : typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, headers);
  if (body instanceof Uint8Array && body.length <= smallBody) endWithTurn(response, asLatin1(body));
  else response.end(body);
}

function asLatin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1");
}

interface Ready {
  readonly response: ServerResponse;
  readonly text: string;
}

let ready: Ready[] = [];

/**
 * Small answers leave together when the event loop has gone through all requests that had come: at many connections the reader
 * is woken once instead of for each, and less of what a request leaves behind outlives it.
 */
function endWithTurn(response: ServerResponse, text: string): void {
  if (ready.push({ response, text }) === 1) setImmediate(endReady);
}

function endReady(): void {
  const batch = ready;
  ready = [];
  for (const { response, text } of batch) response.end(text, "latin1");
}
