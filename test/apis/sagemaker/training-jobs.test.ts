import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobResponse,
  ListTagsCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  StopTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";
import { readTarFiles } from "../../../src/bytes/tar.js";
import { configOf } from "../../../src/server/config.js";
import { type Server, startServer } from "../../../src/server/start.js";
import { clientOptions } from "../../server/client-options.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-training-"));
const image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.0-5";
const arn = (name: string) => `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`;
let server: Server;
let client: SageMakerClient;
let s3: S3Client;
let logs: CloudWatchLogsClient;

async function connect() {
  const config = configOf({ dataFolder: join(folder, "data"), port: 0, drainMs: 100, logLevel: "silent" });
  server = await startServer(config);
  const common = clientOptions(server);
  client = new SageMakerClient(common);
  s3 = new S3Client(common);
  logs = new CloudWatchLogsClient(common);
}

before(async () => {
  await connect();
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  const rows = Array.from({ length: 200 }, (_, row) => `${row % 10},${row % 10},${(row * 7) % 13}\n`);
  await put("train/part-0.csv", rows.slice(0, 100).join(""));
  await put("train/deep/part-1.csv", rows.slice(100).join(""));
});

async function disconnect() {
  for (const each of [client, s3, logs]) each?.destroy();
  await server?.close();
}

after(async () => {
  await disconnect();
  rmSync(folder, { recursive: true });
});

test("A job of the XGBoost image trains a model, and says what it did", async () => {
  await client.send(new CreateTrainingJobCommand({ ...request("first"), Tags: [{ Key: "of", Value: "test" }] }));
  const job = await ended("first");
  assert.equal(job.TrainingJobStatus, "Completed", job.FailureReason);
  assert.deepEqual(
    job.SecondaryStatusTransitions?.map(({ Status, EndTime }) => [Status, EndTime !== undefined]),
    ["Starting", "Downloading", "Training", "Uploading", "Completed"].map((status) => [status, true]),
  );
  assert.equal(job.ModelArtifacts?.S3ModelArtifacts, "s3://data/models/first/output/model.tar.gz");
  assert.deepEqual(
    job.FinalMetricDataList?.map(({ MetricName }) => MetricName),
    ["train:rmse"],
  );
  assert.ok(job.FinalMetricDataList![0].Value! < 1);
  assert.equal(job.StoppingCondition?.MaxRuntimeInSeconds, 86400);
  assert.ok(job.BillableTimeInSeconds! >= 1);
  assert.deepEqual((await client.send(new ListTagsCommand({ ResourceArn: arn("first") }))).Tags, [
    { Key: "of", Value: "test" },
  ]);
  assert.deepEqual(await archive("models/first/output/model.tar.gz"), ["xgboost-model"]);
  const lines = await logged("first");
  assert.ok(
    lines.some((line) => /^\[4\]#011train-rmse:[0-9.]+$/.test(line)),
    lines.join("\n"),
  );
});

test("A wrong hyperparameter fails the job with the container's message", async () => {
  const { HyperParameters, ...rest } = request("wrong");
  await client.send(
    new CreateTrainingJobCommand({ ...rest, HyperParameters: { ...HyperParameters, max_depth: "-1" } }),
  );
  const job = await ended("wrong");
  assert.equal(job.TrainingJobStatus, "Failed");
  assert.equal(job.SecondaryStatus, "Failed");
  assert.match(job.FailureReason!, /^AlgorithmError: framework error: .*max_depth/s);
});

test("A folder trains as a process: its places, its metrics, its output", async () => {
  const container = await containerFolder(
    "process",
    `const fs = require("node:fs");
     const { SM_CHANNEL_TRAIN, SM_MODEL_DIR, SM_OUTPUT_DATA_DIR, KAKEHI_OPT_ML, TRAINING_JOB_NAME, OWN } = process.env;
     const hyper = JSON.parse(fs.readFileSync(KAKEHI_OPT_ML + "/input/config/hyperparameters.json"));
     fs.writeFileSync(SM_MODEL_DIR + "/made", [process.argv[2], TRAINING_JOB_NAME, OWN, hyper.num_round].join());
     fs.writeFileSync(SM_OUTPUT_DATA_DIR + "/more", fs.readdirSync(SM_CHANNEL_TRAIN).join());
     console.log("loss=3;");
     console.log("loss=2.5;");`,
  );
  await client.send(
    new CreateTrainingJobCommand({
      ...request("process"),
      AlgorithmSpecification: {
        TrainingImage: `file:${container}`,
        TrainingInputMode: "File",
        MetricDefinitions: [{ Name: "loss", Regex: "loss=(.*?);" }],
      },
      Environment: { OWN: "mine" },
    }),
  );
  const job = await ended("process");
  assert.equal(job.TrainingJobStatus, "Completed", job.FailureReason);
  assert.deepEqual(
    job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]),
    [["loss", 2.5]],
  );
  assert.equal(await tarText("models/process/output/model.tar.gz", "made"), "train,process,mine,5");
  assert.equal(await tarText("models/process/output/output.tar.gz", "more"), "deep,part-0.csv");
});

test("A process that fails says why in its failure file, or by its exit code alone", async () => {
  for (const [name, program, reason] of [
    [
      "says",
      `require("node:fs").writeFileSync(process.env.SM_OUTPUT_DIR + "/failure", "no luck"); process.exit(1)`,
      "AlgorithmError: no luck",
    ],
    ["silent", "process.exit(7)", "AlgorithmError: , exit code: 7"],
  ] as const) {
    const TrainingImage = `file:${await containerFolder(name, program)}`;
    await client.send(
      new CreateTrainingJobCommand({
        ...request(name),
        AlgorithmSpecification: { TrainingImage, TrainingInputMode: "File" },
      }),
    );
    const job = await ended(name);
    assert.equal(job.TrainingJobStatus, "Failed");
    assert.equal(job.FailureReason, reason);
  }
});

test("A stopped job keeps the model that it leaves", async () => {
  const container = await containerFolder(
    "stops",
    `const fs = require("node:fs");
     process.on("SIGTERM", () => { fs.writeFileSync(process.env.SM_MODEL_DIR + "/half", "half"); process.exit(0); });
     console.log("ready");
     setInterval(() => {}, 1000);`,
  );
  await client.send(
    new CreateTrainingJobCommand({
      ...request("stops"),
      AlgorithmSpecification: { TrainingImage: `file:${container}`, TrainingInputMode: "File" },
    }),
  );
  while (!(await logged("stops")).includes("ready")) await sleep(50);
  await client.send(new StopTrainingJobCommand({ TrainingJobName: "stops" }));
  const job = await ended("stops");
  assert.equal(job.TrainingJobStatus, "Stopped");
  assert.deepEqual(await archive("models/stops/output/model.tar.gz"), ["half"]);
  await refused(new StopTrainingJobCommand({ TrainingJobName: "stops" }), {
    name: "ValidationException",
    message: "The request was rejected because the training job is in status Stopped.",
  });
});

test("A job that runs longer than it may is stopped", async () => {
  const container = await containerFolder("long", "setInterval(() => {}, 1000)");
  await client.send(
    new CreateTrainingJobCommand({
      ...request("long"),
      AlgorithmSpecification: { TrainingImage: `file:${container}`, TrainingInputMode: "File" },
      StoppingCondition: { MaxRuntimeInSeconds: 1 },
    }),
  );
  const job = await ended("long");
  assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus], ["Stopped", "MaxRuntimeExceeded"]);
});

test("A job that a server was running begins again with the next one, from its checkpoints", async () => {
  const container = await containerFolder(
    "restarts",
    `const fs = require("node:fs");
     const { SM_CHECKPOINT_DIR, SM_MODEL_DIR } = process.env;
     const state = SM_CHECKPOINT_DIR + "/state";
     if (fs.existsSync(state)) fs.copyFileSync(state, SM_MODEL_DIR + "/model");
     else {
       fs.writeFileSync(state, "half way");
       console.log("saved");
       setInterval(() => {}, 1000);
     }`,
  );
  await client.send(
    new CreateTrainingJobCommand({
      ...request("restarts"),
      AlgorithmSpecification: { TrainingImage: `file:${container}`, TrainingInputMode: "File" },
      CheckpointConfig: { S3Uri: "s3://data/checkpoints", LocalPath: "/opt/ml/own" },
    }),
  );
  while (!(await logged("restarts")).includes("saved")) await sleep(50);
  await disconnect();
  await connect();
  const job = await ended("restarts");
  assert.equal(job.TrainingJobStatus, "Completed", job.FailureReason);
  assert.ok(job.SecondaryStatusTransitions?.some(({ Status }) => Status === "Restarting"));
  assert.equal(await tarText("models/restarts/output/model.tar.gz", "model"), "half way");
});

test("What cannot be trained is refused", async () => {
  const name = "refused";
  await refused(new DescribeTrainingJobCommand({ TrainingJobName: name }), {
    message: "Requested resource not found.",
  });
  await client.send(new CreateTrainingJobCommand(request("twice")));
  await refused(new CreateTrainingJobCommand(request("twice")), {
    name: "ResourceInUse",
    message: `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn("twice")})`,
  });
  await ended("twice");
  const [channel] = request(name).InputDataConfig!;
  const empty = { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/nothing" } } as const;
  for (const [change, message] of [
    [
      { InputDataConfig: [{ ...channel!, DataSource: empty }] },
      /^No S3 objects found under S3 URL "s3:\/\/data\/nothing"/,
    ],
    [{ InputDataConfig: [channel!, channel!] }, /^Duplicate channel name/],
    [{ OutputDataConfig: { S3OutputPath: "https://b/x" } }, /S3OutputPath/],
    [{ AlgorithmSpecification: { TrainingImage: "nobody/knows:1", TrainingInputMode: "File" } }, /nobody\/knows:1/],
    [
      {
        AlgorithmSpecification: {
          TrainingImage: image,
          TrainingInputMode: "File",
          MetricDefinitions: [{ Name: "a", Regex: "b" }],
        },
      },
      /^You can't override the metric definitions/,
    ],
  ] as [Partial<CreateTrainingJobRequest>, RegExp][]) {
    await refused(new CreateTrainingJobCommand({ ...request(name), ...change }), { message });
  }
});

test("Jobs are listed oldest first", async () => {
  const { TrainingJobSummaries: all } = await client.send(new ListTrainingJobsCommand({ MaxResults: 2 }));
  assert.deepEqual(
    all?.map(({ TrainingJobName, TrainingJobStatus }) => [TrainingJobName, TrainingJobStatus]),
    [
      ["first", "Completed"],
      ["wrong", "Failed"],
    ],
  );
});

function request(name: string): CreateTrainingJobRequest {
  return {
    TrainingJobName: name,
    RoleArn: "arn:aws:iam::000000000000:role/r",
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
    HyperParameters: { num_round: "5", objective: "reg:squarederror" },
    InputDataConfig: [
      {
        ChannelName: "train",
        ContentType: "text/csv",
        DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/train" } },
      },
    ],
    OutputDataConfig: { S3OutputPath: "s3://data/models/" },
    ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeSizeInGB: 1 },
  };
}

async function ended(name: string): Promise<DescribeTrainingJobResponse> {
  for (;;) {
    const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    if (job.TrainingJobStatus !== "InProgress" && job.TrainingJobStatus !== "Stopping") return job;
    await sleep(50);
  }
}

async function logged(name: string): Promise<string[]> {
  const logGroupName = "/aws/sagemaker/TrainingJobs";
  const found = await logs
    .send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${name}/algo-1-` }))
    .catch(() => undefined);
  const logStreamName = found?.logStreams?.[0]?.logStreamName;
  if (logStreamName === undefined) return [];
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
  );
  return events.map(({ message }) => message!);
}

/** A container's folder whose program is Node's. */
async function containerFolder(name: string, program: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, "main.cjs"), program);
  await writeFile(join(path, "kakehi-container.json"), JSON.stringify({ command: [process.execPath, "main.cjs"] }));
  return path;
}

async function put(Key: string, Body: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: "data", Key, Body }));
}

/** The files of an archive in the bucket. */
async function unpacked(Key: string): Promise<Map<string, Uint8Array>> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "data", Key }));
  return readTarFiles(gunzipSync(await Body!.transformToByteArray()));
}

const archive = async (key: string) => [...(await unpacked(key)).keys()];
const tarText = async (key: string, name: string) => Buffer.from((await unpacked(key)).get(name)!).toString();

async function refused(
  command: CreateTrainingJobCommand | DescribeTrainingJobCommand | StopTrainingJobCommand,
  error: { readonly name?: string; readonly message: string | RegExp },
): Promise<void> {
  await assert.rejects(client.send(command as CreateTrainingJobCommand), error);
}
