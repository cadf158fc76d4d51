import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  StopTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";
import { readTarFiles } from "../../src/bytes/tar.js";
import { type ServerProcess, spawnServer } from "./child.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-training-restart-"));
const dataFolder = join(folder, "data");
let server: ServerProcess | undefined;
let client: SageMakerClient;
let s3: S3Client;

async function start() {
  server = await spawnServer({ dataFolder, port: 0, logLevel: "error" });
  const { url: endpoint, accessKeyId, secretAccessKey } = server;
  const config = { endpoint, region: "us-east-1", credentials: { accessKeyId, secretAccessKey } };
  client = new SageMakerClient(config);
  s3 = new S3Client(config);
}

before(async () => {
  await start();
  await s3.send(new CreateBucketCommand({ Bucket: "data" }));
  const Body = Array.from({ length: 2000 }, (_, row) => `${(row * 31) % 97},${row % 10},${(row * 7) % 13}\n`).join("");
  await s3.send(new PutObjectCommand({ Bucket: "data", Key: "train/rows.csv", Body }));
});
after(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true });
});

const describe = (TrainingJobName: string) => client.send(new DescribeTrainingJobCommand({ TrainingJobName }));

async function create(TrainingJobName: string, TrainingImage: string, HyperParameters: Record<string, string> = {}) {
  await client.send(
    new CreateTrainingJobCommand({
      TrainingJobName,
      RoleArn: "arn:aws:iam::000000000000:role/r",
      AlgorithmSpecification: { TrainingImage, TrainingInputMode: "File" },
      HyperParameters,
      InputDataConfig: [
        {
          ChannelName: "train",
          ContentType: "text/csv",
          DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://data/train/" } },
        },
      ],
      OutputDataConfig: { S3OutputPath: "s3://data/models/" },
      ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 28 * 24 * 3600 },
    }),
  );
}

async function ended(name: string) {
  for (;;) {
    const job = await describe(name);
    if (job.TrainingJobStatus !== "InProgress" && job.TrainingJobStatus !== "Stopping") return job;
    await sleep(50);
  }
}

async function stored(job: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "data", Prefix: `models/${job}/` }));
  return Contents.map(({ Key }) => Key!.slice(`models/${job}/output/`.length));
}

async function model(job: string): Promise<Map<string, Uint8Array>> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "data", Key: `models/${job}/output/model.tar.gz` }));
  return readTarFiles(gunzipSync(await Body!.transformToByteArray()));
}

/** A container's folder whose program is Node's; it writes its process id to `<folder>/<name>/pid` first of all. */
function containerFolder(name: string, program: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  const head = `const fs = require("node:fs"); fs.writeFileSync("pid", String(process.pid));`;
  writeFileSync(join(path, "main.cjs"), `${head}\n${program}`);
  writeFileSync(join(path, "kakehi-container.json"), JSON.stringify({ command: [process.execPath, "main.cjs"] }));
  return path;
}

async function untilThere(path: string) {
  while (!existsSync(path)) await sleep(20);
}

test("killed in the middle, a container's job begins again; its model is whole, and nothing in it is of the first run", async () => {
  // The first run ignores SIGTERM, and goes on writing into its model until it is killed.
  const container = containerFolder(
    "stubborn",
    `const model = process.env.SM_MODEL_DIR;
     if (fs.existsSync("first")) {
       fs.writeFileSync(model + "/model", "second run");
       setTimeout(() => {}, 1500);
     } else {
       process.on("SIGTERM", () => {});
       let writes = 0;
       setInterval(() => {
         try { fs.writeFileSync(model + "/of-the-first-" + writes++ % 50, "half"); } catch {}
         fs.writeFileSync("first", "");
       }, 1);
     }`,
  );
  await create("killed", `file:${container}`);
  await untilThere(join(container, "first"));
  const first = Number(readFileSync(join(container, "pid"), "utf8"));
  await server!.kill();
  await start();
  assert.deepEqual(await stored("killed"), []);
  const job = await ended("killed");
  assert.equal(job.TrainingJobStatus, "Completed", job.FailureReason);
  assert.deepEqual(
    job.SecondaryStatusTransitions!.map(({ Status, EndTime }) => [Status, EndTime !== undefined]),
    ["Starting", "Downloading", "Training", "Restarting", "Downloading", "Training", "Uploading", "Completed"].map(
      (status) => [status, true],
    ),
  );
  assert.deepEqual(await stored("killed"), ["model.tar.gz"]);
  const files = [...(await model("killed"))].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  assert.deepEqual(files, [["model", "second run"]]);
  while (alive(first)) await sleep(50);
});

test("killed in the middle, a built-in trainer's job makes the model that it would have made", async () => {
  const image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.0-5";
  const parameters = { num_round: "400", objective: "reg:squarederror", max_depth: "6" };
  await create("undisturbed", image, parameters);
  assert.equal((await ended("undisturbed")).TrainingJobStatus, "Completed");
  await create("disturbed", image, parameters);
  while ((await describe("disturbed")).SecondaryStatus !== "Training") await sleep(5);
  await server!.kill();
  await start();
  const job = await ended("disturbed");
  assert.equal(job.TrainingJobStatus, "Completed", job.FailureReason);
  assert.ok(job.SecondaryStatusTransitions!.some(({ Status }) => Status === "Restarting"));
  assert.deepEqual(await model("disturbed"), await model("undisturbed"));
  assert.deepEqual(readdirSync(join(dataFolder, "training-jobs")), []);
});

test("a job that was being stopped is Stopped after a restart, without a model", async () => {
  const container = containerFolder(
    "unstoppable",
    `fs.writeFileSync(process.env.SM_MODEL_DIR + "/model", "half");
     process.on("SIGTERM", () => {});
     setInterval(() => {}, 1000);
     fs.writeFileSync("first", "");`,
  );
  await create("stopping", `file:${container}`);
  await untilThere(join(container, "first"));
  await client.send(new StopTrainingJobCommand({ TrainingJobName: "stopping" }));
  assert.equal((await describe("stopping")).TrainingJobStatus, "Stopping");
  await server!.kill();
  await start();
  const job = await ended("stopping");
  assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus, job.FailureReason], ["Stopped", "Stopped", undefined]);
  assert.deepEqual(await stored("stopping"), []);
});

test("a job whose image nothing runs any more after the restart has Failed, and says so", async () => {
  // Made for this test's end: the server is killed before the folder is taken away, and finds none when it starts again.
  const container = containerFolder("gone", `fs.writeFileSync("first", ""); setInterval(() => {}, 1000);`);
  await create("gone", `file:${container}`);
  await untilThere(join(container, "first"));
  await server!.kill();
  rmSync(container, { recursive: true });
  await start();
  const job = await ended("gone");
  assert.equal(job.TrainingJobStatus, "Failed");
  assert.match(job.FailureReason!, /^AlgorithmError: the image file:.* names no folder: /);
  assert.deepEqual(await stored("gone"), []);
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
