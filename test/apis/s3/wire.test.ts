import assert from "node:assert/strict";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { signed } from "../../aws/identity/signed.js";
import { type RunningS3, runningS3 } from "./running.js";

const Bucket = "wire";
let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "content" }));
});
after(() => running.close());

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Signs and sends a request as it stands. */
async function send({ body, ...unsigned }: Sent): Promise<{ reply: IncomingMessage; body: string }> {
  const host = new URL(running.listener.url).host;
  const headers = { host, ...unsigned.headers };
  const { path, query, headers: out } = await signed("s3", { ...unsigned, headers, ...(body && { body }) }, new Date());
  const target = query === "" ? path : `${path}?${query}`;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port: running.listener.port, host: "127.0.0.1", method: unsigned.method, path: target, headers: out as never },
      async (reply) => resolve({ reply, body: await text(reply) }),
    );
    request.on("error", reject);
    request.end(body);
  });
}

test("an error is XML with resource and request id", async () => {
  const { reply, body } = await send({ method: "GET", path: "/wire/nothing" });
  assert.equal(reply.statusCode, 404);
  assert.equal(reply.headers["content-type"], "application/xml");
  const id = reply.headers["x-amz-request-id"];
  assert.equal(
    body,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>nothing</Key><Resource>/wire/nothing</Resource><RequestId>${id}</RequestId><HostId>${id}</HostId></Error>`,
  );
});

test("a HEAD that fails has a status and no body", async () => {
  const { reply, body } = await send({ method: "HEAD", path: "/wire/nothing" });
  assert.deepEqual([reply.statusCode, body], [404, ""]);
});

test("the bucket may stand in the host", async () => {
  for (const host of ["wire.localhost:4599", "wire.s3.us-west-2.amazonaws.com", "wire.s3.amazonaws.com"]) {
    const { reply, body } = await send({ method: "GET", path: "/k", headers: { host } });
    assert.deepEqual([reply.statusCode, body], [200, "content"], host);
  }
  const listed = await send({
    method: "GET",
    path: "/",
    query: { "list-type": "2" },
    headers: { host: "wire.localhost" },
  });
  assert.match(listed.body, /<Key>k<\/Key>/);
});

test("the SDK's client with a bucket in the host", async () => {
  const virtual = running.clientWith({ endpoint: `http://localhost:${running.listener.port}` });
  virtual.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { hostname: "127.0.0.1" });
      return next(args);
    },
    { step: "deserialize", priority: "low" },
  );
  const { Body } = await virtual.send(new GetObjectCommand({ Bucket, Key: "k" }));
  assert.equal(await Body!.transformToString(), "content");
});

test("a body that is not the one that was signed is refused, and not stored", async () => {
  const headers = { "x-amz-content-sha256": "0".repeat(64) };
  const { reply, body } = await send({ method: "PUT", path: "/wire/changed", headers, body: "x" });
  assert.equal(reply.statusCode, 400);
  assert.match(body, /<Code>XAmzContentSHA256Mismatch<\/Code>/);
  assert.equal((await send({ method: "HEAD", path: "/wire/changed" })).reply.statusCode, 404);
});

test("a client that goes away in the middle of a put leaves nothing", async () => {
  const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "content-length": "1000" };
  const host = new URL(running.listener.url).host;
  const { headers: out } = await signed(
    "s3",
    { method: "PUT", path: "/wire/half", headers: { host, ...headers } },
    new Date(),
  );
  await new Promise<void>((resolve) => {
    const request = httpRequest({
      port: running.listener.port,
      host: "127.0.0.1",
      method: "PUT",
      path: "/wire/half",
      headers: out as never,
    });
    request.on("error", () => {});
    request.on("close", resolve);
    request.write("some", () => setTimeout(() => request.destroy(), 20));
  });
  assert.equal((await send({ method: "HEAD", path: "/wire/half" })).reply.statusCode, 404);
});

test("XML that is none, or that tries to expand, is MalformedXML", async () => {
  const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]><Delete><Object><Key>&a;</Key></Object></Delete>';
  for (const body of ["<Delete><Object>", "nonsense", "<Other/>", "<Delete/>", bomb]) {
    const answer = await send({ method: "POST", path: "/wire", query: { delete: "" }, body });
    assert.equal(answer.reply.statusCode, 400, body);
    assert.match(answer.body, /<Code>MalformedXML<\/Code>/);
  }
});

test("paths that are not UTF-8 are an InvalidURI", async () => {
  const { reply, body } = await send({ method: "GET", path: "/wire/%FF" });
  assert.equal(reply.statusCode, 400);
  assert.match(body, /<Code>InvalidURI<\/Code><Message>Couldn't parse the specified URI.<\/Message>/);
});

test("a method that no operation has is MethodNotAllowed", async () => {
  const { reply } = await send({ method: "PATCH", path: "/wire/k" });
  assert.equal(reply.statusCode, 405);
});
