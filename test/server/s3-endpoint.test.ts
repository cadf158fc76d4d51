import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { configOf } from "../../src/server/config.js";
import { type Server, startServer } from "../../src/server/start.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-s3-endpoint-"));
const settings = { port: 0, drainMs: 100, logLevel: "silent" } as const;
let upstream: Server;
let server: Server;
before(async () => {
  upstream = await startServer(configOf({ ...settings, dataFolder: join(folder, "upstream") }));
  process.env.AWS_ACCESS_KEY_ID = upstream.credential.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = upstream.credential.secretAccessKey;
  server = await startServer(configOf({ ...settings, dataFolder: join(folder, "data"), s3Endpoint: upstream.url }));
});
after(async () => {
  await server.close();
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const clientOf = ({ url, credential }: Server) =>
  new S3Client({ endpoint: url, region: "us-east-1", credentials: credential });

test("objects are kept by the service at --s3-endpoint, under the keys of the environment", async () => {
  const client = clientOf(server);
  await client.send(new CreateBucketCommand({ Bucket: "elsewhere" }));
  await client.send(new PutObjectCommand({ Bucket: "elsewhere", Key: "k", Body: "kept", Metadata: { a: "b" } }));
  const { Body, Metadata } = await clientOf(upstream).send(new GetObjectCommand({ Bucket: "elsewhere", Key: "k" }));
  assert.deepEqual([await Body!.transformToString(), Metadata], ["kept", { a: "b" }]);
  assert.ok(!existsSync(join(folder, "data", "objects")));
  await assert.rejects(client.send(new GetObjectCommand({ Bucket: "elsewhere", Key: "nothing" })), {
    name: "NoSuchKey",
  });
});
