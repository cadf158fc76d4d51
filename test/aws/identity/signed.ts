import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { HttpRequest } from "../../../src/aws/http.js";
import { credential } from "../../server/running.js";

export const credentials = { find: (id: string) => (id === credential.accessKeyId ? credential : undefined) };

/** Node's crypto in the form that the SDK's signer takes. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", toBytes(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView) {
    this.#hash.update(toBytes(data));
  }
  async digest() {
    return new Uint8Array(this.#hash.digest());
  }
}

const toBytes = (data: string | ArrayBuffer | ArrayBufferView) =>
  typeof data === "string" ? Buffer.from(data) : Buffer.from(data as Uint8Array);

/** The SDK's own signer, with the settings its client for the service uses. */
export function signer(service: string): SignatureV4 {
  return new SignatureV4({
    credentials: credential,
    region: "us-west-2",
    service,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
  });
}

export interface Unsigned {
  readonly method: string;
  /** Encoded, as it will be sent. */
  readonly path: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function toSdk({ method, path, query, headers, body }: Unsigned) {
  return {
    method,
    path,
    query: query ?? {},
    headers: { host: "127.0.0.1:4599", ...headers },
    body,
    protocol: "http:",
    hostname: "127.0.0.1",
  };
}

/** Signs in the header; answers the request as the listener would see it. */
export async function signed(service: string, unsigned: Unsigned, signingDate: Date): Promise<HttpRequest> {
  return received(await signer(service).sign(toSdk(unsigned), { signingDate }));
}

/** Signs in the query. */
export async function presigned(service: string, unsigned: Unsigned, signingDate: Date, expiresIn = 900) {
  return received(await signer(service).presign(toSdk(unsigned), { signingDate, expiresIn }));
}

function received(request: Awaited<ReturnType<SignatureV4["sign"]>> & object): HttpRequest {
  const { method, path, query, headers } = request as unknown as {
    method: string;
    path: string;
    query: Record<string, string | string[]>;
    headers: Record<string, string>;
  };
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
  );
  return {
    method,
    path,
    query: pairs.join("&"),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()])),
    rawHeaders: Object.entries(headers).flat(),
  };
}
