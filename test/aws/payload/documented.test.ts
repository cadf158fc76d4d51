import assert from "node:assert/strict";
import { test } from "node:test";
import type { HttpRequest } from "../../../src/aws/http.js";
import { signatureAuthenticator } from "../../../src/aws/identity/authenticator.js";
import { openPayload } from "../../../src/aws/payload/payload.js";
import { credential as example } from "../../server/running.js";

/*
 * The examples that AWS gives with its documents: "Signature Calculations for the Authorization Header: Transferring Payload in
 * Multiple Chunks", "… Including Trailing Headers", and "Signing and authenticating REST requests (version 2)".
 */
const credential = {
  ...example,
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const authenticatorAt = (now: string) => signatureAuthenticator({ find: () => credential }, () => Date.parse(now));

function put(headers: Record<string, string>, signature: string): HttpRequest {
  const all: Record<string, string> = {
    host: "s3.amazonaws.com",
    "x-amz-date": "20130524T000000Z",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    ...headers,
  };
  const names = Object.keys(all).sort().join(";");
  all.authorization = `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`;
  const rawHeaders = Object.entries(all).flat();
  return { method: "PUT", path: "/examplebucket/chunkObject.txt", query: "", headers: all, rawHeaders };
}

async function read(request: HttpRequest, text: string) {
  const identity = authenticatorAt("2013-05-24T00:00:00Z").authenticate(request, "s3", undefined);
  async function* body() {
    for (let at = 0; at < text.length; at += 1000) yield Buffer.from(text.slice(at, at + 1000), "latin1");
  }
  const payload = openPayload(request, body(), identity);
  let size = 0;
  for await (const data of payload) size += data.length;
  return { size, trailers: payload.trailers };
}

const signed = put(
  { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "content-length": "66824" },
  "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
);
const signedBody =
  `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${"a".repeat(65536)}\r\n` +
  `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${"a".repeat(1024)}\r\n` +
  "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

const trailing = put(
  { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-trailer": "x-amz-checksum-crc32c" },
  "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
);
const trailingBody =
  `10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n${"a".repeat(65536)}\r\n` +
  `400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n${"a".repeat(1024)}\r\n` +
  "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n" +
  "x-amz-checksum-crc32c:sOO8/Q==\r\n" +
  "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

test("chunks signed one by one", async () => {
  assert.deepEqual(await read(signed, signedBody), { size: 66560, trailers: {} });
});

test("chunks signed one by one, and a signed trailer", async () => {
  assert.deepEqual(await read(trailing, trailingBody), {
    size: 66560,
    trailers: { "x-amz-checksum-crc32c": "sOO8/Q==" },
  });
});

test("a changed byte, chunk order or trailer breaks the chain of signatures", async () => {
  const changed = [
    [signed, signedBody.replace("aaaa\r\n0;", "aaab\r\n0;")],
    [signed, signedBody.replace(/^10000[\s\S]*?aaaa\r\n(?=400)/, "")],
    [signed, signedBody.replace("0;chunk-signature=b6", "0;chunk-signature=b7")],
    [trailing, trailingBody.replace("sOO8", "sOO9")],
  ] as const;
  for (const [request, body] of changed) await assert.rejects(read(request, body), { code: "SignatureDoesNotMatch" });
});

test("an unsigned trailer, a missing end and a wrong length are refused", async () => {
  await assert.rejects(read(trailing, trailingBody.replace(/x-amz-trailer-signature.*\r\n/, "")), {
    code: "MalformedTrailerError",
  });
  await assert.rejects(read(signed, signedBody.slice(0, 70_000).slice(0, -300)), { code: "IncompleteBody" });
  await assert.rejects(read(signed, signedBody.slice(0, -90)), { code: "IncompleteBody" });
});

test("a presigned URL of signature version 2", () => {
  const request = {
    method: "GET",
    path: "/photos/puppy.jpg",
    query: "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620",
    headers: { host: "johnsmith.s3.amazonaws.com" },
    rawHeaders: [],
  };
  const { caller } = authenticatorAt("2007-03-29T03:40:00Z").authenticate(request, "s3", undefined);
  assert.deepEqual(caller, credential.caller);
  assert.throws(() => authenticatorAt("2007-03-29T03:40:21Z").authenticate(request, "s3", undefined), {
    code: "AccessDenied",
    message: "Request has expired",
  });
  const other = { ...request, path: "/photos/kitten.jpg" };
  assert.throws(() => authenticatorAt("2007-03-29T03:40:00Z").authenticate(other, "s3", undefined), {
    code: "SignatureDoesNotMatch",
  });
});
