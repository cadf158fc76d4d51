import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";
import { fixture, root } from "../support.js";

const sample = (name: string) => join(root, "examples", "abalone", name);
const linesOf = (name: string) =>
  readFileSync(fixture("pipelines", "abalone", name), "utf8")
    .trimEnd()
    .split("\n");

test("the served sample predicts what Spark and xgboost predict, for all 200 rows, one by one and at once", async (context) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-abalone-"));
  const server = await startServer(configOf({ port: 0, dataFolder, logLevel: "silent" }));
  context.after(async () => {
    await server.close();
    rmSync(dataFolder, { recursive: true });
  });
  const client = { endpoint: server.url, region: "us-east-1", credentials: server.credential };
  const s3 = new S3Client(client);
  await s3.send(new CreateBucketCommand({ Bucket: "abalone" }));
  for (const Key of ["sparkml.tar.gz", "xgboost.tar.gz"]) {
    await s3.send(new PutObjectCommand({ Bucket: "abalone", Key, Body: readFileSync(sample(Key)) }));
  }
  const sagemaker = new SageMakerClient(client);
  const registry = "246618743249.dkr.ecr.us-west-2.amazonaws.com";
  const model = {
    ModelName: "abalone",
    ExecutionRoleArn: "arn:aws:iam::000000000000:role/kakehi",
    Containers: [
      {
        Image: `${registry}/sagemaker-sparkml-serving:2.4`,
        ModelDataUrl: "s3://abalone/sparkml.tar.gz",
        Environment: { SAGEMAKER_SPARKML_SCHEMA: readFileSync(sample("schema.json"), "utf8").replace(/\s+/g, "") },
      },
      { Image: `${registry}/sagemaker-xgboost:1.7-1`, ModelDataUrl: "s3://abalone/xgboost.tar.gz" },
    ],
  };
  await sagemaker.send(new CreateModelCommand(model));
  const variant = { VariantName: "AllTraffic", ModelName: "abalone", InitialInstanceCount: 1 };
  const ProductionVariants = [{ ...variant, InstanceType: "ml.m5.large" as const }];
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: "abalone", ProductionVariants }));
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: "abalone", EndpointConfigName: "abalone" }));
  const waits = { client: sagemaker, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 };
  await waitUntilEndpointInService(waits, { EndpointName: "abalone" });

  const runtime = new SageMakerRuntimeClient(client);
  const invoke = async (body: string) => {
    const command = new InvokeEndpointCommand({ EndpointName: "abalone", ContentType: "text/csv", Body: body });
    return Buffer.from((await runtime.send(command)).Body)
      .toString()
      .trimEnd()
      .split("\n")
      .map(Number);
  };
  const rows = linesOf("input.csv");
  const expected = linesOf("predictions.csv").map(Number);
  assert.equal(rows.length, 200);
  const oneByOne: number[] = [];
  for (const row of rows) oneByOne.push(...(await invoke(row)));
  assert.deepEqual(oneByOne, expected);
  assert.deepEqual(await invoke(rows.join("\n")), expected);
});

test("the quickstart runs to its end and prints the prediction", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, "dist/examples/abalone/quickstart.js")]);
  assert.match(stdout, /→ \[\{"rings":12\.058690071105957,"age_in_years":13\.6\}\]/);
  assert.match(stdout, /container-1 .*a frame\n.*container-2 .*bytes\n.*container-3 .*bytes/);
});
