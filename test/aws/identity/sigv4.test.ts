import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AwsError } from "../../../src/aws/errors.js";
import { signatureAuthenticator } from "../../../src/aws/identity/authenticator.js";
import { canonicalQuery } from "../../../src/aws/identity/canonical.js";
import type { Family } from "../../../src/aws/service.js";
import { credential } from "../../server/running.js";
import { credentials, presigned, signed, type Unsigned } from "./signed.js";

const now = Date.parse("2026-03-01T12:00:00Z");
const at = (offsetMs: number) => new Date(now + offsetMs);
const authenticator = signatureAuthenticator(credentials, () => now);
const minute = 60_000;

const control: Unsigned = {
  method: "POST",
  path: "/",
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "SageMaker.ListModels" },
  body: "{}",
};
const body = Buffer.from("{}");

/** What a refused request is answered. */
function refusal(run: () => unknown): AwsError {
  try {
    run();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error("the request was let in");
}

test("a request that the SDK signed is let in as the owner of the key", async () => {
  const request = await signed("sagemaker", control, at(0));
  assert.deepEqual(authenticator.authenticate(request, "json", body).caller, credential.caller);
});

test("whatever the path, query and headers, the SDK's signature is understood", async () => {
  const segment = fc
    .string({ unit: "binary", minLength: 1, maxLength: 8 })
    .filter((text) => !/\p{Surrogate}/u.test(text));
  // As the SDK's clients write a path: S3 too has a signer's text for `'`, and refuses whoever signs it bare.
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("s3", "sagemaker"),
      fc.array(segment, { maxLength: 4 }),
      fc.dictionary(segment, fc.oneof(segment, fc.array(segment, { minLength: 1, maxLength: 3 })), { maxKeys: 3 }),
      fc.string({ unit: fc.constantFrom(..."ab ,;=\"'") }),
      async (service, segments, query, header) => {
        const unsigned: Unsigned = {
          method: "PUT",
          path: `/${segments.map(encode).join("/")}`,
          query,
          headers: { "x-amz-meta-note": header, "content-type": "text/csv" },
          body: "payload",
        };
        const family: Family = service === "s3" ? "s3" : "json";
        const request = await signed(service, unsigned, at(0));
        authenticator.authenticate(request, family, Buffer.from("payload"));
      },
    ),
    { numRuns: 200 },
  );
});

test("a changed method, path, query, header or body is refused", async () => {
  const request = await signed("sagemaker", { ...control, query: { a: "1" } }, at(0));
  const changed = [
    { ...request, method: "PUT" },
    { ...request, path: "/x" },
    { ...request, query: "a=2" },
    { ...request, headers: { ...request.headers, "x-amz-target": "SageMaker.DeleteModel" } },
  ];
  for (const other of changed) {
    assert.equal(refusal(() => authenticator.authenticate(other, "json", body)).code, "InvalidSignatureException");
  }
  const error = refusal(() => authenticator.authenticate(request, "json", Buffer.from("{ }")));
  assert.equal(error.code, "InvalidSignatureException");
  assert.equal(
    error.message,
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  );
});

test("failures have the words of the family", async () => {
  const good = await signed("s3", { method: "GET", path: "/b/k" }, at(0));
  const authorization = good.headers.authorization as string;
  const withAuthorization = (value: string) => ({ ...good, headers: { ...good.headers, authorization: value } });
  const cases: [string, typeof good, Record<Family, string>][] = [
    [
      "wrong signature",
      withAuthorization(authorization.replace(/.$/, (last) => (last === "0" ? "1" : "0"))),
      { json: "InvalidSignatureException", query: "SignatureDoesNotMatch", s3: "SignatureDoesNotMatch" },
    ],
    [
      "unknown key",
      withAuthorization(authorization.replace("AKIAKAKEHI", "AKIASOMEONE")),
      { json: "UnrecognizedClientException", query: "InvalidClientTokenId", s3: "InvalidAccessKeyId" },
    ],
    [
      "no authorisation",
      { ...good, headers: { host: "127.0.0.1:4599" } },
      { json: "MissingAuthenticationTokenException", query: "MissingAuthenticationToken", s3: "AccessDenied" },
    ],
    [
      "malformed",
      withAuthorization("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00"),
      { json: "IncompleteSignatureException", query: "IncompleteSignature", s3: "AuthorizationHeaderMalformed" },
    ],
    [
      "another scheme",
      withAuthorization("AWS AKIA:xyz"),
      { json: "IncompleteSignatureException", query: "IncompleteSignature", s3: "InvalidRequest" },
    ],
  ];
  for (const [what, request, codes] of cases) {
    for (const family of ["json", "query", "s3"] as const) {
      const error = refusal(() => authenticator.authenticate(request, family, Buffer.from("")));
      assert.equal(error.code, codes[family], `${what}, ${family}`);
    }
  }
});

test("each missing parameter of the header is named", async () => {
  const good = await signed("sagemaker", control, at(0));
  const request = { ...good, headers: { ...good.headers, authorization: "AWS4-HMAC-SHA256 x" } };
  assert.equal(
    refusal(() => authenticator.authenticate(request, "json", body)).message,
    "Authorization header requires 'Credential' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires 'Signature' parameter.",
  );
});

test("a clock that is off by more than 15 minutes is refused, both ways", async () => {
  for (const offset of [-14 * minute, 14 * minute]) {
    authenticator.authenticate(await signed("sagemaker", control, at(offset)), "json", body);
  }
  const late = await signed("sagemaker", control, at(-16 * minute));
  assert.equal(
    refusal(() => authenticator.authenticate(late, "json", body)).message,
    "Signature expired: 20260301T114400Z is now earlier than 20260301T114500Z (20260301T120000Z - 15 min.)",
  );
  const early = await signed("sagemaker", control, at(16 * minute));
  assert.equal(
    refusal(() => authenticator.authenticate(early, "json", body)).message,
    "Signature not yet current: 20260301T121600Z is still later than 20260301T121500Z (20260301T120000Z + 15 min.)",
  );
  const s3 = refusal(() => authenticator.authenticate(late, "s3", body));
  assert.equal(s3.code, "RequestTimeTooSkewed");
  assert.equal(s3.members.MaxAllowedSkewMilliseconds, 900_000);
});

test("a scope of another day than the request's is refused", async () => {
  const good = await signed("sagemaker", control, at(0));
  const authorization = (good.headers.authorization as string).replace("/20260301/", "/20260228/");
  const request = { ...good, headers: { ...good.headers, authorization } };
  assert.match(
    refusal(() => authenticator.authenticate(request, "json", body)).message,
    /^Date in Credential scope does not match/,
  );
});

test("S3 obeys no x-amz header that was not signed", async () => {
  const good = await signed("s3", { method: "PUT", path: "/b/k" }, at(0));
  const request = { ...good, headers: { ...good.headers, "x-amz-copy-source": "/other/key" } };
  const error = refusal(() => authenticator.authenticate(request, "s3", Buffer.from("")));
  assert.equal(error.code, "AccessDenied");
  assert.equal(error.members.HeadersNotSigned, "x-amz-copy-source");
});

test("repeated headers are signed as one list", async () => {
  const request = await signed("s3", { method: "GET", path: "/", headers: { "x-amz-meta-a": "1,2  3" } }, at(0));
  const rawHeaders = request.rawHeaders.flatMap((text, index, all) => {
    if (index % 2 === 1) return [];
    return text === "x-amz-meta-a" ? [text, " 1", text, "2   3 "] : [text, all[index + 1]];
  });
  const headers = { ...request.headers, "x-amz-meta-a": "1, 2   3" };
  authenticator.authenticate({ ...request, headers, rawHeaders }, "s3", Buffer.from(""));
});

test("presigned URLs are let in until they expire, and not before their time", async () => {
  const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const get: Unsigned = { method: "GET", path: "/b/k%20%C3%A9", query: { "x-id": "GetObject" }, headers };
  const good = await presigned("s3", get, at(-10 * minute), 601);
  assert.deepEqual(authenticator.authenticate(good, "s3", undefined).caller, credential.caller);
  const expired = await presigned("s3", get, at(-10 * minute), 599);
  const error = refusal(() => authenticator.authenticate(expired, "s3", undefined));
  assert.deepEqual([error.code, error.message], ["AccessDenied", "Request has expired"]);
  const early = await presigned("s3", get, at(16 * minute), 60);
  assert.equal(refusal(() => authenticator.authenticate(early, "s3", undefined)).message, "Request is not valid yet");
  const other = { ...good, path: "/b/other" };
  assert.equal(refusal(() => authenticator.authenticate(other, "s3", undefined)).code, "SignatureDoesNotMatch");
  for (const [from, to] of [
    ["X-Amz-Expires=601", "X-Amz-Expires=604801"],
    ["X-Amz-Expires=601", "X-Amz-Expires=-1"],
    ["X-Amz-Expires=601", "X-Amz-Expires=x"],
    ["X-Amz-Expires=601", ""],
    ["AWS4-HMAC-SHA256", "AWS4"],
  ] as const) {
    const bad = { ...good, query: good.query.replace(from, to) };
    assert.equal(
      refusal(() => authenticator.authenticate(bad, "s3", undefined)).code,
      "AuthorizationQueryParametersError",
      to,
    );
  }
});

test("no query makes the canonical form fail, and the form is stable", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab%2+&=é ") }), (query) => {
      const once = canonicalQuery(query);
      if (!/%(?![0-9A-F]{2})/.test(once)) assert.equal(canonicalQuery(once), once);
    }),
  );
});
