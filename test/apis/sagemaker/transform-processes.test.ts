import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  SageMakerClient,
  waitUntilTransformJobCompletedOrStopped,
} from "@aws-sdk/client-sagemaker";
import { configOf } from "../../../src/server/config.js";
import { type Server, startServer } from "../../../src/server/start.js";
import { clientOptions } from "../../server/client-options.js";
import { fixture } from "../../support.js";

const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-transform-"));
const logGroupName = "/aws/sagemaker/TransformJobs";
let server: Server;
let client: SageMakerClient;
let s3: S3Client;
let logs: CloudWatchLogsClient;

before(async () => {
  const images = { "test/process": fixture("containers", "behaviours") };
  server = await startServer(configOf({ dataFolder, port: 0, drainMs: 100, logLevel: "silent", images }));
  const common = clientOptions(server);
  client = new SageMakerClient(common);
  s3 = new S3Client(common);
  logs = new CloudWatchLogsClient(common);
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  await s3.send(new PutObjectCommand({ Bucket: "data", Key: "in/a.csv", Body: "1,2\n3,4\n" }));
  const ExecutionRoleArn = "arn:aws:iam::000000000000:role/r";
  const Containers = [{ Image: "test/process" }, { Image: "test/process" }];
  await client.send(new CreateModelCommand({ ModelName: "pair", Containers, ExecutionRoleArn }));
});

after(async () => {
  client.destroy();
  s3.destroy();
  logs.destroy();
  await server.close();
  rmSync(dataFolder, { recursive: true });
});

test("every instance has log streams of its own, one for each container, and the data log is beside the first's", async () => {
  const TransformJobName = "two-instances";
  await client.send(
    new CreateTransformJobCommand({
      TransformJobName,
      ModelName: "pair",
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/in/" } },
        ContentType: "text/csv",
        SplitType: "Line",
      },
      TransformOutput: { S3OutputPath: "s3://data/out/", AssembleWith: "Line" },
      TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 2 },
    }),
  );
  await waitUntilTransformJobCompletedOrStopped(
    { client, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.1 },
    { TransformJobName },
  );
  const { TransformStartTime } = await client.send(new DescribeTransformJobCommand({ TransformJobName }));
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${TransformJobName}/` }),
  );
  const names = logStreams!.map(({ logStreamName }) => logStreamName!);
  const start = Math.floor(TransformStartTime!.getTime() / 1000);
  const form = new RegExp(`^two-instances/(i-[0-9a-f]{17})-${start}/(.+)$`);
  const byInstance = new Map<string, string[]>();
  for (const name of names) {
    const [, instance, rest] = form.exec(name) ?? assert.fail(name);
    byInstance.set(instance!, [...(byInstance.get(instance!) ?? []), rest!].sort());
  }
  assert.deepEqual(
    [...byInstance.values()].sort((a, b) => a.length - b.length),
    [
      ["container-1", "container-2"],
      ["container-1", "container-2", "data-log"],
    ],
  );
  for (const logStreamName of names) {
    const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
    const messages = events!.map(({ message }) => message!);
    if (logStreamName.endsWith("data-log")) assert.match(messages.at(-1)!, /1 of 1 objects, 2 records, 0 bad/);
    else assert.deepEqual(messages.slice(0, 2).sort(), ["and this goes to stderr", "starting with serve"]);
  }
});
