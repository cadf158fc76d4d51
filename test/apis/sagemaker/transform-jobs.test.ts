import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
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
  type CreateTransformJobRequest,
  DeleteModelCommand,
  DescribeTransformJobCommand,
  ListTagsCommand,
  paginateListTransformJobs,
  SageMakerClient,
  StopTransformJobCommand,
  waitUntilTransformJobCompletedOrStopped,
} from "@aws-sdk/client-sagemaker";
import { configOf } from "../../../src/server/config.js";
import { type Server, startServer } from "../../../src/server/start.js";
import { clientOptions } from "../../server/client-options.js";
import { testImages } from "./test-images.js";

const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-transform-"));
const arn = (name: string) => `arn:aws:sagemaker:us-east-1:000000000000:transform-job/${name}`;
let server: Server;
let client: SageMakerClient;
let s3: S3Client;

before(async () => {
  const config = configOf({ dataFolder, port: 0, drainMs: 100, logLevel: "silent" });
  server = await startServer(config, { images: [testImages()] });
  const common = clientOptions(server);
  client = new SageMakerClient(common);
  s3 = new S3Client(common);
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  await put("in/a.csv", "1,2\n3,4\n");
  await put("in/deep/b.csv", "5,6\n");
  for (const [name, ...images] of [
    ["adds", "add:1", "add:10"],
    ["slow", "slow:50"],
    ["refuses", "status:400"],
    ["broken", "broken"],
  ]) {
    const Containers = images.map((Image) => ({ Image }));
    const ExecutionRoleArn = "arn:aws:iam::000000000000:role/r";
    await client.send(new CreateModelCommand({ ModelName: name, Containers, ExecutionRoleArn }));
  }
});

after(async () => {
  client.destroy();
  s3.destroy();
  await server.close();
  rmSync(dataFolder, { recursive: true });
});

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: "data", Key, Body }));
const read = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket: "data", Key }))).Body!.transformToString();
const keys = async (Prefix: string) =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: "data", Prefix }))).Contents ?? []).map(({ Key }) => Key);

function request(name: string, changes: Partial<CreateTransformJobRequest> = {}): CreateTransformJobRequest {
  return {
    TransformJobName: name,
    ModelName: "adds",
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/in/" } },
      ContentType: "text/csv",
      SplitType: "Line",
    },
    TransformOutput: { S3OutputPath: `s3://data/out/${name}`, Accept: "text/csv", AssembleWith: "Line" },
    TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
    ...changes,
  };
}

const create = (name: string, changes?: Partial<CreateTransformJobRequest>) =>
  client.send(new CreateTransformJobCommand(request(name, changes)));
const describe = (TransformJobName: string) => client.send(new DescribeTransformJobCommand({ TransformJobName }));
const wait = (TransformJobName: string) =>
  waitUntilTransformJobCompletedOrStopped(
    { client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.05 },
    { TransformJobName },
  );

test("a job runs to Completed under the SDK's waiter, and is described as it was asked for", async () => {
  const more = {
    MaxConcurrentTransforms: 2,
    MaxPayloadInMB: 6,
    BatchStrategy: "SingleRecord",
    ModelClientConfig: { InvocationsTimeoutInSeconds: 60, InvocationsMaxRetries: 1 },
    Environment: { KEY: "value" },
    DataProcessing: { InputFilter: "$[1:]", JoinSource: "Input", OutputFilter: "$[0,-1]" },
    DataCaptureConfig: { DestinationS3Uri: "s3://data/capture", KmsKeyId: "alias/k", GenerateInferenceId: false },
    ExperimentConfig: { ExperimentName: "e", TrialName: "t" },
    TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 2, VolumeKmsKeyId: "alias/k" },
  } satisfies Partial<CreateTransformJobRequest>;
  const { TransformJobArn } = await create("Adds-Job", { ...more, Tags: [{ Key: "a", Value: "b" }] });
  assert.equal(TransformJobArn, arn("adds-job"));
  const result = await wait("Adds-Job");
  assert.equal(result.state, "SUCCESS");
  const described = await describe("adds-job");
  const { $metadata: _, TransformJobStatus, CreationTime, TransformStartTime, TransformEndTime, ...echo } = described;
  assert.equal(TransformJobStatus, "Completed");
  assert.ok(CreationTime! <= TransformStartTime! && TransformStartTime! <= TransformEndTime!);
  assert.deepEqual(echo, { ...request("Adds-Job", more), TransformJobArn });
  assert.equal(await read("out/Adds-Job/a.csv.out"), "1,13\n3,15\n");
  assert.equal(await read("out/Adds-Job/deep/b.csv.out"), "5,17\n");
  const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: TransformJobArn }));
  assert.deepEqual(Tags, [{ Key: "a", Value: "b" }]);
  const [input, output] = await Promise.all(
    ["input", "output"].map(async (side) => {
      const [key] = await keys(`capture/${side}/`);
      const hour = TransformStartTime!.toISOString().slice(0, 13).replace(/[-T]/g, "/");
      assert.equal(key, `capture/${side}/${hour}/Adds-Job.jsonl`);
      return JSON.parse(await read(key!)) as unknown;
    }),
  );
  assert.deepEqual(input, [{ prefix: "s3://data/in/" }, "a.csv", "deep/b.csv"]);
  assert.deepEqual(output, [{ prefix: "s3://data/out/Adds-Job/" }, "a.csv.out", "deep/b.csv.out"]);
});

test("progress is in the description, for whoever looks, and on a page of its own", async () => {
  await create("progress", { BatchStrategy: "SingleRecord" });
  await wait("progress");
  const page = await fetch(`${server.url}/_kakehi/transform-jobs/progress`);
  const progress = (await page.json()) as Record<string, unknown>;
  assert.deepEqual(progress.objects, { total: 2, done: 2, failed: 0 });
  assert.deepEqual(progress.records, { done: 3, bad: 0 });
  assert.deepEqual(Object.keys(progress.stages as object), ["container-1", "container-2"]);
  assert.equal((await fetch(`${server.url}/_kakehi/transform-jobs/nothing`)).status, 404);
});

test("a job whose containers refuse fails with AWS's reason, and the waiter sees it", async () => {
  await create("refused", { ModelName: "refuses" });
  await assert.rejects(wait("refused"), /FAILURE/);
  const { TransformJobStatus, FailureReason } = await describe("refused");
  assert.deepEqual([TransformJobStatus, FailureReason], ["Failed", "ClientError: See job logs for more information"]);
  assert.deepEqual(await keys("out/refused"), []);
  await create("unstarted", { ModelName: "broken" });
  await assert.rejects(wait("unstarted"), /FAILURE/);
  assert.match(
    (await describe("unstarted")).FailureReason!,
    /^AlgorithmError: Model container failed to respond to ping\. /,
  );
});

test("Stop stops, and a job that has ended cannot be stopped", async () => {
  await put("slow/a.csv", "1\n".repeat(200));
  const S3DataSource = { S3DataType: "S3Prefix", S3Uri: "s3://data/slow/" } as const;
  await create("stopped", {
    ModelName: "slow",
    BatchStrategy: "SingleRecord",
    TransformInput: { DataSource: { S3DataSource }, ContentType: "text/csv", SplitType: "Line" },
  });
  assert.equal((await describe("stopped")).TransformJobStatus, "InProgress");
  await client.send(new StopTransformJobCommand({ TransformJobName: "stopped" }));
  assert.match((await describe("stopped")).TransformJobStatus!, /^Stopp(ing|ed)$/);
  assert.equal((await wait("stopped")).state, "SUCCESS");
  assert.equal((await describe("stopped")).TransformJobStatus, "Stopped");
  assert.deepEqual(await keys("out/stopped"), []);
  await assert.rejects(client.send(new StopTransformJobCommand({ TransformJobName: "stopped" })), {
    name: "ValidationException",
    message: "The request was rejected because the transform job is in status Stopped.",
  });
});

test("a job goes on with its model when that is deleted", async () => {
  await client.send(new CreateModelCommand({ ModelName: "brief", Containers: [{ Image: "slow:300" }] }));
  await create("orphan", { ModelName: "brief" });
  await client.send(new DeleteModelCommand({ ModelName: "brief" }));
  await wait("orphan");
  assert.equal((await describe("orphan")).TransformJobStatus, "Completed");
});

test("jobs are listed in pages, filtered and sorted", async () => {
  const listed = async (input: object) => {
    const names: string[] = [];
    for await (const page of paginateListTransformJobs({ client, pageSize: 2 }, input)) {
      for (const { TransformJobName } of page.TransformJobSummaries!) names.push(TransformJobName!);
    }
    return names;
  };
  assert.deepEqual(await listed({}), ["orphan", "stopped", "unstarted", "refused", "progress", "Adds-Job"]);
  assert.deepEqual(await listed({ StatusEquals: "Failed", SortBy: "Name", SortOrder: "Ascending" }), [
    "refused",
    "unstarted",
  ]);
  assert.deepEqual(await listed({ NameContains: "adds" }), ["Adds-Job"]);
  const { value } = await paginateListTransformJobs({ client }, { NameContains: "refused" }).next();
  const [summary] = value!.TransformJobSummaries!;
  assert.equal(summary!.FailureReason, "ClientError: See job logs for more information");
  assert.ok(summary!.TransformEndTime! >= summary!.CreationTime!);
});

test("what is wrong with a job is said before it is begun", async () => {
  const input = (changes: object) => ({ TransformInput: { ...request("x").TransformInput, ...changes } }) as object;
  const output = (changes: object) => ({ TransformOutput: { ...request("x").TransformOutput, ...changes } }) as object;
  const source = (S3DataType: string, S3Uri: string) => input({ DataSource: { S3DataSource: { S3DataType, S3Uri } } });
  const filter = (InputFilter: string) => ({ DataProcessing: { InputFilter } });
  const validation = "ValidationException";
  const cases: [changes: object, name: string, message: string | RegExp][] = [
    [
      { TransformJobName: "adds-JOB" },
      "ResourceInUse",
      `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn("adds-job")})`,
    ],
    [
      { ModelName: "Nobody" },
      validation,
      'Could not find model "arn:aws:sagemaker:us-east-1:000000000000:model/nobody".',
    ],
    [
      source("S3Prefix", "s3://data/nothing"),
      validation,
      'No S3 objects found under S3 URL "s3://data/nothing" given in input data source. Please ensure that the bucket exists in ' +
        "the selected region (us-east-1), that objects exist under that S3 prefix, and that the role " +
        '"arn:aws:iam::000000000000:role/r" has "s3:ListBucket" permissions on bucket "data".',
    ],
    [
      source("S3Prefix", "s3://nobucket/nothing"),
      validation,
      /^No S3 objects found under S3 URL "s3:\/\/nobucket\/nothing"/,
    ],
    [
      source("ManifestFile", "s3://data/no.manifest"),
      validation,
      /^No S3 objects found under S3 URL "s3:\/\/data\/no.manifest"/,
    ],
    [
      source("AugmentedManifestFile", "s3://data/in/"),
      validation,
      /^S3DataType AugmentedManifestFile is not supported/,
    ],
    [
      source("S3Prefix", "https://example.com/in"),
      validation,
      'S3Uri "https://example.com/in" is not a location in Amazon S3.',
    ],
    [{ MaxPayloadInMB: 101 }, validation, "MaxPayloadInMB cannot be greater than 100, but it is 101."],
    [
      { MaxPayloadInMB: 6, MaxConcurrentTransforms: 17 },
      validation,
      "MaxConcurrentTransforms * MaxPayloadInMB cannot be greater than 100, but it is 102.",
    ],
    [
      { ...input({ SplitType: "None" }), BatchStrategy: "SingleRecord" },
      validation,
      "BatchStrategy can be set only with a SplitType of Line, RecordIO, or TFRecord.",
    ],
    [
      { ...filter("$[0]"), ...input({ ContentType: "text/plain" }) },
      validation,
      /^DataProcessing needs a ContentType of /,
    ],
    [
      { ...filter("$[0]"), ...output({ Accept: "application/json" }) },
      validation,
      'With DataProcessing, Accept must be the ContentType "text/csv", not "application/json".',
    ],
    [
      { ...filter("$[0]"), ...output({ AssembleWith: "None" }) },
      validation,
      "With DataProcessing, AssembleWith must be the SplitType Line, not None.",
    ],
    [
      { ...filter("$[0]"), ...output({ AssembleWith: "None" }), ...input({ SplitType: "None" }) },
      validation,
      "With DataProcessing, text/csv needs both SplitType and AssembleWith to be Line.",
    ],
    [filter("$.id"), validation, /^Invalid InputFilter: "\$\.id"\. A row of "text\/csv" has no names/],
    [
      filter("$[?(@)]"),
      validation,
      'Invalid InputFilter: "$[?(@)]". Unexpected "?" in JsonPath. Supported operators for "text/csv" are ' +
        "['$', '[', ']', '*', '.', ' ', ',', ':', '-', ''']",
    ],
    [
      filter("$[0:2,246:]"),
      validation,
      "Invalid JsonPath: $[0:2,246:]: only single range filters of format (eg: [1:5]) are supported. Format [0:2,246:] is not " +
        "supported",
    ],
    [
      { Environment: { KAKEHI_ON_BAD_RECORD: "ignore" } },
      validation,
      /KAKEHI_ON_BAD_RECORD must be fail or skip, not "ignore"\.$/,
    ],
    [
      {
        DataCaptureConfig: { DestinationS3Uri: "s3://data/c", GenerateInferenceId: true },
        ...output({ Accept: "image/png" }),
      },
      validation,
      /^GenerateInferenceId needs output in /,
    ],
    [{ TransformJobName: "a_b" }, validation, /^1 validation error detected: Value 'a_b' at 'transformJobName' failed/],
    [
      { ModelClientConfig: { InvocationsMaxRetries: 4 } },
      validation,
      /'modelClientConfig.invocationsMaxRetries' failed to satisfy constraint: Member must have value less than or equal to 3$/,
    ],
    [
      {
        Tags: [
          { Key: "k", Value: "1" },
          { Key: "k", Value: "2" },
        ],
      },
      validation,
      "Duplicate tag key found: k",
    ],
  ];
  for (const [changes, name, message] of cases) {
    await assert.rejects(create("never", changes), { name, message }, JSON.stringify(changes));
  }
  const unknown = { name: validation, message: "Could not find requested job with name: never" };
  await assert.rejects(describe("never"), unknown);
  await assert.rejects(client.send(new StopTransformJobCommand({ TransformJobName: "never" })), unknown);
});
