import { createHash } from "node:crypto";
import { type HttpRequest, headerOf } from "../http.js";
import { s3AuthErrors } from "../identity/errors.js";
import type { Identity } from "../identity/identity.js";
import { unsignedPayload } from "../identity/payload-hash.js";
import { ChunkDecoder } from "./chunk-decoder.js";
import { ChunkSignatures } from "./chunk-signatures.js";

/** A body as it was meant: chunk framing taken off, checked against what was signed while it is read. */
export interface Payload extends AsyncIterable<Uint8Array> {
  /** Headers that came after the body, names in lower case; complete when the body has been read to its end. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** The body of a request that is read as a stream. Reading it throws `AwsError` when it is not what was declared. */
export function openPayload(request: HttpRequest, body: AsyncIterable<Uint8Array>, identity: Identity): Payload {
  const { payload } = identity;
  if (payload === unsignedPayload) return { trailers: {}, [Symbol.asyncIterator]: () => body[Symbol.asyncIterator]() };
  if (/^[0-9a-f]{64}$/.test(payload)) {
    return { trailers: {}, [Symbol.asyncIterator]: () => hashed(body, payload) };
  }
  const decoder = new ChunkDecoder(signaturesOf(identity));
  const length = headerOf(request, "x-amz-decoded-content-length");
  return { trailers: decoder.trailers, [Symbol.asyncIterator]: () => decoded(decoder, body, length) };
}

function signaturesOf({ payload, seed }: Identity): ChunkSignatures | undefined {
  switch (payload) {
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return undefined;
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return seed ? new ChunkSignatures(seed) : undefined;
    default:
      throw s3AuthErrors.invalidPayloadHash(payload);
  }
}

async function* hashed(body: AsyncIterable<Uint8Array>, declared: string): AsyncGenerator<Uint8Array, void> {
  const hash = createHash("sha256");
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  const computed = hash.digest("hex");
  if (computed !== declared) throw s3AuthErrors.payloadMismatch(declared, computed);
}

async function* decoded(
  decoder: ChunkDecoder,
  body: AsyncIterable<Uint8Array>,
  declaredLength: string | undefined,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of body) {
    for (const data of decoder.push(chunk)) {
      size += data.length;
      yield data;
    }
  }
  decoder.end();
  if (declaredLength !== undefined && Number(declaredLength) !== size) throw s3AuthErrors.incompleteBody();
}
