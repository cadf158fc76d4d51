import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  SageMakerClient,
  StopTransformJobCommand,
  waitUntilTransformJobCompletedOrStopped,
} from "@aws-sdk/client-sagemaker";
import { type ServerProcess, spawnServer } from "./child.js";

const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-transform-restart-"));
let server: ServerProcess | undefined;
let client: SageMakerClient;
let s3: S3Client;
after(async () => {
  await server?.kill();
  rmSync(dataFolder, { recursive: true });
});

async function start() {
  server = await spawnServer({ dataFolder, port: 0, logLevel: "error" });
  const { url: endpoint, accessKeyId, secretAccessKey } = server;
  const config = { endpoint, region: "us-east-1", credentials: { accessKeyId, secretAccessKey } };
  client = new SageMakerClient(config);
  s3 = new S3Client(config);
}

async function create(name: string) {
  await client.send(
    new CreateTransformJobCommand({
      TransformJobName: name,
      ModelName: "slow",
      BatchStrategy: "SingleRecord",
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/in/" } },
        ContentType: "text/csv",
        SplitType: "Line",
      },
      TransformOutput: { S3OutputPath: `s3://data/${name}/`, AssembleWith: "Line" },
      TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
      DataProcessing: { JoinSource: "Input" },
    }),
  );
}

/** The outputs whose objects a running job has noted as done. */
function noted(name: string): string[] {
  const path = join(dataFolder, "transform-jobs", name);
  if (!existsSync(path)) return [];
  return [...readFileSync(path, "utf8").matchAll(/"outcome":\{"uri":"s3:\/\/data\/in\/([^"]+)"/g)].map(
    ([, key]) => `${key}.out`,
  );
}

async function outputs(prefix: string) {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "data", Prefix: `${prefix}/` }));
  const found = new Map<string, { modified: number; text: string }>();
  for (const { Key, LastModified } of Contents) {
    const text = await (await s3.send(new GetObjectCommand({ Bucket: "data", Key }))).Body!.transformToString();
    found.set(Key!.slice(prefix.length + 1), { modified: LastModified!.getTime(), text });
  }
  return found;
}

const describe = (TransformJobName: string) => client.send(new DescribeTransformJobCommand({ TransformJobName }));
const wait = (TransformJobName: string) =>
  waitUntilTransformJobCompletedOrStopped(
    { client, maxWaitTime: 90, minDelay: 0.05, maxDelay: 0.1 },
    { TransformJobName },
  );

test("killed in the middle, a job goes on: finished objects stay, and the result is the same byte for byte", async () => {
  await start();
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  await client.send(new CreateModelCommand({ ModelName: "slow", Containers: [{ Image: "slow:15" }] }));
  for (let object = 0; object < 12; object++) {
    const Body = Array.from({ length: 5 }, (_, record) => `${object},${record}`).join("\n");
    await s3.send(new PutObjectCommand({ Bucket: "data", Key: `in/${object}.csv`, Body }));
  }
  await create("undisturbed");
  await wait("undisturbed");
  const expected = await outputs("undisturbed");
  assert.equal(expected.size, 12);

  await create("killed");
  while (noted("killed").length < 2) await sleep(10);
  await server!.kill();
  const done = noted("killed");
  assert.ok(done.length < 12, "the job ended before it could be killed");
  await start();
  const before = await outputs("killed");
  await wait("killed");
  assert.equal((await describe("killed")).TransformJobStatus, "Completed");
  const found = await outputs("killed");
  assert.deepEqual(
    [...found].map(([key, { text }]) => [key, text]),
    [...expected].map(([key, { text }]) => [key, text]),
  );
  for (const key of done) assert.equal(found.get(key)!.modified, before.get(key)!.modified, `${key} was done again`);
  assert.deepEqual(readdirSync(join(dataFolder, "transform-jobs")), []);
});

test("a job that was being stopped is stopped after a restart, and one that had ended stays as it was", async () => {
  await create("stopping");
  await client.send(new StopTransformJobCommand({ TransformJobName: "stopping" }));
  await server!.kill();
  await start();
  await wait("stopping");
  assert.equal((await describe("stopping")).TransformJobStatus, "Stopped");
  assert.equal((await describe("undisturbed")).TransformJobStatus, "Completed");
});
