/**
 * Batch transform of one object of many gigabytes through the abalone pipeline: `node dist/bench/large-object.js [GB] [abalone.csv]`.
 * Uploads it in parts to the server's S3, transforms it, and says what the server's memory came to. The server's memory must stay
 * below 300 MB, and the output must have a line per row. Needs some two and a half times the object's size on disk.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { Upload } from "@aws-sdk/lib-storage";
import { root } from "../test/support.js";
import { keep } from "./keep.js";
import { serverProcess } from "./server-process.js";

const gigabytes = Number(process.argv[2] ?? 20);
const data = process.argv[3] ?? join(root, "..", "shared", "data", "abalone.csv");
const memoryBar = 300;
const example = new URL("../../examples/abalone/", import.meta.url);
const name = "large";

const folder = mkdtempSync(join(tmpdir(), "kakehi-large-"));
const seconds: Record<string, number> = {};
const { url, pid, stop } = await serverProcess(folder, "--log-level", "silent");
const client = { endpoint: url, region: "us-east-1", credentials: { accessKeyId: "any", secretAccessKey: "any" } };
const s3 = new S3Client({ ...client, forcePathStyle: true });
const sagemaker = new SageMakerClient(client);
try {
  const rows = await timed("upload", upload);
  const memoryAfterUpload = peakMb();
  await timed("transform", transform);
  const peak = peakMb();
  const lines = await timed("count the output's lines", countLines);
  console.log(
    `${rows} rows, ${lines} lines of output, the server's memory: ${peak} MB (${memoryAfterUpload} MB after the upload)`,
  );
  const wrong = [lines !== rows && "lines are missing", peak >= memoryBar && `memory over ${memoryBar} MB`].filter(
    Boolean,
  );
  keep("large-object", { gigabytes, rows, lines, peakMb: peak, peakMbAfterUpload: memoryAfterUpload, seconds, wrong });
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Puts the rows over and over, until the object is large enough; answers how many there are. */
async function upload(): Promise<number> {
  const lines = readFileSync(data, "utf8")
    .trim()
    .split("\n")
    .map((line) => `${line.split(",").slice(0, 8).join(",")}\n`);
  const block = Buffer.from(lines.join("").repeat(8));
  const blocks = Math.ceil((gigabytes * 1024 ** 3) / block.length);
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  const Body = Readable.from(Array.from({ length: blocks }, () => block));
  const params = { Bucket: name, Key: "in/rows.csv", Body, ContentType: "text/csv" };
  await new Upload({ client: s3, params, partSize: 64 * 1024 ** 2, queueSize: 2 }).done();
  return blocks * 8 * lines.length;
}

async function transform(): Promise<void> {
  const Environment = { SAGEMAKER_SPARKML_SCHEMA: readFileSync(new URL("schema.json", example), "utf8") };
  const Containers = [
    { Image: "kakehi/sparkml-serving", ModelDataUrl: new URL("sparkml.tar.gz", example).href, Environment },
    { Image: "kakehi/xgboost", ModelDataUrl: new URL("xgboost.tar.gz", example).href },
  ];
  await sagemaker.send(new CreateModelCommand({ ModelName: name, Containers }));
  const S3DataSource = { S3DataType: "S3Prefix", S3Uri: `s3://${name}/in/` } as const;
  await sagemaker.send(
    new CreateTransformJobCommand({
      TransformJobName: name,
      ModelName: name,
      TransformInput: { DataSource: { S3DataSource }, ContentType: "text/csv", SplitType: "Line" },
      TransformOutput: { S3OutputPath: `s3://${name}/out/`, AssembleWith: "Line" },
      BatchStrategy: "MultiRecord",
      TransformResources: { InstanceType: "ml.m5.large", InstanceCount: 1 },
    }),
  );
  for (;;) {
    const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: name }));
    if (job.TransformJobStatus === "Completed") return;
    if (job.TransformJobStatus !== "InProgress") throw new Error(`${job.TransformJobStatus}: ${job.FailureReason}`);
    await sleep(1000);
  }
}

async function countLines(): Promise<number> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: "out/rows.csv.out" }));
  let count = 0;
  for await (const chunk of Body as Readable) {
    const bytes = chunk as Buffer;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  }
  return count;
}

/** The most memory that the server has held so far, in MB (Linux). */
function peakMb(): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024);
}

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now();
  const value = await work();
  seconds[what] = Math.round((performance.now() - started) / 100) / 10;
  console.log(`${what}: ${seconds[what]} s`);
  return value;
}
