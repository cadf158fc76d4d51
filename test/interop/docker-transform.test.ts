import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  type ContainerDefinition,
  CreateModelCommand,
  CreateTransformJobCommand,
  type CreateTransformJobRequest,
  DescribeTransformJobCommand,
  SageMakerClient,
  StopTransformJobCommand,
  waitUntilTransformJobCompletedOrStopped,
} from "@aws-sdk/client-sagemaker";
import { configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";
import { clientOptions } from "../server/client-options.js";
import { root } from "../support.js";
import { engine, makeImage } from "./docker.js";

const behaviours = "kakehi-test/behaviours:2";
const passes = "kakehi-test/passes:1";
const found = await engine();

if ("absent" in found) {
  test("Docker", (context) => context.skip(found.absent));
} else {
  await makeImage(behaviours);
  await makeImage(passes, "passes");
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-docker-"));
  const server = await startServer(configOf({ dataFolder, port: 0, docker: true, drainMs: 100, logLevel: "error" }));
  const common = clientOptions(server);
  const client = new SageMakerClient(common);
  const s3 = new S3Client(common);
  const logs = new CloudWatchLogsClient(common);
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  const put = (Key: string, Body: string | Buffer) => s3.send(new PutObjectCommand({ Bucket: "data", Key, Body }));
  const read = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket: "data", Key }))).Body!.transformToString();
  const keys = async (Prefix: string) =>
    ((await s3.send(new ListObjectsV2Command({ Bucket: "data", Prefix }))).Contents ?? []).map(({ Key }) => Key);
  const ours = () =>
    execFileSync("docker", ["ps", "-aq", "--filter", "label=kakehi.owner"], { encoding: "utf8" }).trim();

  const logGroupName = "/aws/sagemaker/TransformJobs";
  async function logged(logStreamNamePrefix: string, filterPattern: string) {
    const command = new FilterLogEventsCommand({ logGroupName, logStreamNamePrefix, filterPattern });
    const { events } = await logs.send(command).catch(() => ({ events: [] }));
    return events!.map(({ message }) => message);
  }

  async function model(name: string, ...Containers: ContainerDefinition[]): Promise<void> {
    const ExecutionRoleArn = "arn:aws:iam::000000000000:role/r";
    await client.send(new CreateModelCommand({ ModelName: name, Containers, ExecutionRoleArn }));
  }

  /** Begins a job over `in/<name>/`, with the model of that name, into `out/<name>/`. */
  async function begin(TransformJobName: string, changes: Partial<CreateTransformJobRequest> = {}): Promise<void> {
    const S3DataSource = { S3DataType: "S3Prefix", S3Uri: `s3://data/in/${TransformJobName}/` } as const;
    await client.send(
      new CreateTransformJobCommand({
        TransformJobName,
        ModelName: TransformJobName,
        TransformInput: { DataSource: { S3DataSource }, ContentType: "text/csv", SplitType: "Line" },
        TransformOutput: {
          S3OutputPath: `s3://data/out/${TransformJobName}`,
          Accept: "text/csv",
          AssembleWith: "Line",
        },
        TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
        ...changes,
      }),
    );
  }

  async function end(TransformJobName: string) {
    const patience = { client, maxWaitTime: 120, minDelay: 0.1, maxDelay: 0.2 };
    await waitUntilTransformJobCompletedOrStopped(patience, { TransformJobName }).catch(() => {});
    return client.send(new DescribeTransformJobCommand({ TransformJobName }));
  }

  test("a transform job runs through a Docker container, two instances of it, and leaves none behind", async () => {
    await model("alone", { Image: behaviours });
    await put("in/alone/a.csv", "1,2\n3,4\n");
    await put("in/alone/b/c.csv", "5,6\n");
    await begin("alone", {
      BatchStrategy: "SingleRecord",
      TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 2 },
      DataProcessing: { JoinSource: "Input", InputFilter: "$[1]" },
    });
    const { TransformJobStatus, FailureReason } = await end("alone");
    assert.deepEqual([TransformJobStatus, FailureReason], ["Completed", undefined]);
    assert.equal(await read("out/alone/a.csv.out"), "1,2,2\n3,4,4\n");
    assert.equal(await read("out/alone/b/c.csv.out"), "5,6,6\n");
    assert.equal(ours(), "");
    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: "alone/" }),
    );
    const instances = logStreams!.filter(({ logStreamName }) => !logStreamName!.endsWith("data-log"));
    assert.equal(instances.length, 2);
  });

  test("a pipeline of a built-in container and a Docker container", async () => {
    const bundle = readFileSync(join(root, "examples", "abalone", "sparkml.tar.gz"));
    await put("models/sparkml.tar.gz", bundle);
    const Image = "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-sparkml-serving:3.3";
    await model("mixed", { Image, ModelDataUrl: "s3://data/models/sparkml.tar.gz" }, { Image: behaviours });
    await put("in/mixed/a.csv", "M,0.455,0.365,0.095,0.514,0.2245,0.101,0.15\n".repeat(1000));
    for (const strategy of ["SingleRecord", "MultiRecord"] as const) {
      const name = `mixed-${strategy}`;
      await begin(name, {
        ModelName: "mixed",
        BatchStrategy: strategy,
        TransformInput: {
          DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/in/mixed/" } },
          ContentType: "text/csv",
          SplitType: "Line",
        },
      });
      const { TransformJobStatus, FailureReason } = await end(name);
      assert.deepEqual([TransformJobStatus, FailureReason], ["Completed", undefined]);
      const row = "1.0,0.0,0.455,0.365,0.095,0.514,0.2245,0.101,0.15\n";
      assert.equal(await read(`out/${name}/a.csv.out`), row.repeat(1000));
    }
    assert.equal(ours(), "");
  });

  test("objects without a limit are streamed through Docker containers, from one to the next", async () => {
    await model("streamed", { Image: passes }, { Image: passes });
    const text = "0123456789,abcdef\n".repeat(1_000_000);
    await put("in/streamed/a.csv", text);
    await begin("streamed", { MaxPayloadInMB: 0 });
    const { TransformJobStatus, FailureReason } = await end("streamed");
    assert.deepEqual([TransformJobStatus, FailureReason], ["Completed", undefined]);
    assert.ok((await read("out/streamed/a.csv.out")) === text);
    const line = `${text.length} bytes, chunked`;
    assert.deepEqual(await logged("streamed/", "chunked"), [line, line]);
  });

  test("a container that crashes costs its object, is started again, and the others go on", async () => {
    await model("crashing", { Image: behaviours });
    for (const [name, text] of Object.entries({ a: "crash", b: "good", c: "refuse" }))
      await put(`in/crashing/${name}.csv`, text);
    await begin("crashing", {
      BatchStrategy: "SingleRecord",
      MaxConcurrentTransforms: 1,
      ModelClientConfig: { InvocationsMaxRetries: 1 },
    });
    const { TransformJobStatus, FailureReason } = await end("crashing");
    assert.deepEqual(
      [TransformJobStatus, FailureReason],
      ["Failed", "AlgorithmError: See job logs for more information"],
    );
    assert.deepEqual(await keys("out/crashing/"), ["out/crashing/b.csv.out"]);
    assert.equal(ours(), "");
  });

  test("a job that is stopped, and one whose container never gets healthy, leave no container behind", async () => {
    await model("hanging", { Image: behaviours });
    await put("in/hanging/a.csv", "hang");
    await begin("hanging");
    while ((await logged("hanging/", "MaxConcurrentTransforms")).length === 0) await sleep(100);
    await client.send(new StopTransformJobCommand({ TransformJobName: "hanging" }));
    assert.equal((await end("hanging")).TransformJobStatus, "Stopped");
    assert.deepEqual(await keys("out/hanging/"), []);
    await model("unhealthy", { Image: behaviours, Environment: { BEHAVIOUR: "crash at start" } });
    await put("in/unhealthy/a.csv", "1\n");
    await begin("unhealthy");
    const { TransformJobStatus, FailureReason } = await end("unhealthy");
    assert.equal(TransformJobStatus, "Failed");
    assert.match(
      FailureReason!,
      /^AlgorithmError: Model container failed to respond to ping\. .*primary: it ended \(exit code 3\)/,
    );
    assert.equal(ours(), "");
  });

  after(async () => {
    client.destroy();
    s3.destroy();
    logs.destroy();
    await server.close();
    rmSync(dataFolder, { recursive: true });
    execFileSync("docker", ["rmi", "-f", behaviours, passes], { stdio: "ignore" });
    found.stop();
  });
}
