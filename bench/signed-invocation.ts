import { createHash } from "node:crypto";
import { deriveKey } from "../src/aws/identity/signing-key.js";

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The bytes of a signed InvokeEndpoint request, with the headers that the JavaScript SDK sends and signs. */
export function signedInvocation(host: string, endpoint: string, body: string, keys: Keys): Buffer {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${time.slice(0, 8)}/us-east-1/sagemaker/aws4_request`;
  const sha256 = (data: string) => createHash("sha256").update(data).digest("hex");
  const path = `/endpoints/${endpoint}/invocations`;
  const headers: Record<string, string> = {
    accept: "text/csv",
    "amz-sdk-invocation-id": "1b2bd1c2-5b0c-4d50-8c5c-9a6d1a0a4f3e",
    "amz-sdk-request": "attempt=1; max=3",
    "content-length": String(Buffer.byteLength(body)),
    "content-type": "text/csv",
    host,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": time,
    "x-amz-user-agent": "aws-sdk-js/3.1164.0",
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = `POST\n${path}\n\n${lines.join("")}\n${names}\n${sha256(body)}`;
  const signature = deriveKey(keys.secretAccessKey, scope).hexOf(
    `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`,
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const head = Object.entries({ ...headers, authorization }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${head.join("")}\r\n${body}`);
}
