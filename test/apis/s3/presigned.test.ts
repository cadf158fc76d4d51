import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { credential } from "../../server/running.js";
import { type RunningS3, runningS3 } from "./running.js";

const Bucket = "presigned";
let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key: "k é", Body: "content" }));
});
after(() => running.close());

const code = async (reply: Response) => [reply.status, /<Code>(.*?)<\/Code>/.exec(await reply.text())?.[1]];

test("anyone with the URL can get the object, until it expires", async () => {
  const command = new GetObjectCommand({ Bucket, Key: "k é", ResponseContentType: "text/x" });
  const reply = await fetch(await getSignedUrl(client, command, { expiresIn: 60 }));
  assert.deepEqual([reply.status, reply.headers.get("content-type"), await reply.text()], [200, "text/x", "content"]);
  const signingDate = new Date(Date.now() - 61_000);
  const expired = await fetch(await getSignedUrl(client, command, { expiresIn: 60, signingDate }));
  assert.deepEqual(await code(expired), [403, "AccessDenied"]);
  const url = await getSignedUrl(client, command, { expiresIn: 60 });
  assert.deepEqual(await code(await fetch(url.replace("k%20", "j%20"))), [403, "SignatureDoesNotMatch"]);
  assert.deepEqual(await code(await fetch(url.split("?")[0])), [403, "AccessDenied"]);
});

test("anyone with the URL can put the object, with the metadata that was signed into it", async () => {
  const command = new PutObjectCommand({ Bucket, Key: "put", Metadata: { from: "the url" }, ContentType: "text/x" });
  const url = await getSignedUrl(client, command);
  const reply = await fetch(url, { method: "PUT", body: "put by URL", headers: { "content-type": "text/x" } });
  assert.equal(reply.status, 200, await reply.text());
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "put" }));
  assert.deepEqual([head.ContentLength, head.ContentType, head.Metadata], [10, "text/x", { from: "the url" }]);
});

test("the older form of signature that boto3 presigns with", async () => {
  const expires = Math.floor(Date.now() / 1000) + 60;
  const path = `/${Bucket}/${encodeURIComponent("k é")}`;
  const signature = createHmac("sha1", credential.secretAccessKey)
    .update(`GET\n\n\n${expires}\n${path}`)
    .digest("base64");
  const query = `AWSAccessKeyId=${credential.accessKeyId}&Signature=${encodeURIComponent(signature)}&Expires=${expires}`;
  const reply = await fetch(`${running.listener.url}${path}?${query}`);
  assert.deepEqual([reply.status, await reply.text()], [200, "content"]);
});
