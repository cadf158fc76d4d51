/**
 * From nothing to a prediction: starts a server, uploads the sample's artifacts, deploys the pipeline and invokes it, all with
 * the AWS SDK for JavaScript v3, as one would against SageMaker. `npm run quickstart -- --keep` leaves it serving.
 */
import { readFileSync } from "node:fs";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { packPostprocess } from "./pack.js";
import { startServer } from "./server.js";
import { stageTable, traced, traceOf } from "./trace.js";

// Node 20 serves this sample well; the SDK's hint at newer versions would stand in the middle of its output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const keep = process.argv.includes("--keep");
const example = new URL("../../../examples/abalone/", import.meta.url);
const role = "arn:aws:iam::000000000000:role/kakehi";
const bucket = "abalone";
const name = "abalone-pipeline";
const row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255";

const server = await step("start the server", () => startServer());
try {
  const client = { endpoint: server.url, region: server.region, credentials: server.credentials };
  const s3 = new S3Client(client);
  const sagemaker = new SageMakerClient(client);
  const runtime = traced(new SageMakerRuntimeClient(client));

  await step("upload three model.tar.gz to S3", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const artifacts = {
      "sparkml/model.tar.gz": readFileSync(new URL("sparkml.tar.gz", example)),
      "xgboost/model.tar.gz": readFileSync(new URL("xgboost.tar.gz", example)),
      "postprocess/model.tar.gz": packPostprocess(),
    };
    for (const [Key, Body] of Object.entries(artifacts)) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    }
  });

  await step("create the model: SparkML Serving → XGBoost → postprocess", () =>
    sagemaker.send(
      new CreateModelCommand({
        ModelName: name,
        ExecutionRoleArn: role,
        Containers: [
          {
            Image: "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-sparkml-serving:3.3",
            ModelDataUrl: `s3://${bucket}/sparkml/model.tar.gz`,
            Environment: { SAGEMAKER_SPARKML_SCHEMA: readFileSync(new URL("schema.json", example), "utf8").trim() },
          },
          {
            Image: "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1",
            ModelDataUrl: `s3://${bucket}/xgboost/model.tar.gz`,
          },
          { Image: "kakehi/handler", ModelDataUrl: `s3://${bucket}/postprocess/model.tar.gz` },
        ],
      }),
    ),
  );
  await step("create the endpoint configuration", () =>
    sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: name,
        ProductionVariants: [
          { VariantName: "AllTraffic", ModelName: name, InitialInstanceCount: 1, InstanceType: "ml.m5.large" },
        ],
      }),
    ),
  );
  await step("create the endpoint, wait until InService", async () => {
    await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
    await waitUntilEndpointInService(
      { client: sagemaker, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
      { EndpointName: name },
    );
  });

  const invoke = () =>
    runtime.send(
      new InvokeEndpointCommand({ EndpointName: name, ContentType: "text/csv", Accept: "application/json", Body: row }),
    );
  const reply = await step("invoke it", invoke);
  console.log(`\n  ${row}\n  → ${Buffer.from(reply.Body).toString("utf8").trim()}\n`);

  console.log("Where the time went (a second call, so that nothing is cold):");
  console.log(stageTable(await traceOf(server.url, await invoke())));

  if (keep) {
    console.log("\nServing. For other clients:\n");
    console.log(await server.exports());
    console.log("\nStop with Ctrl-C.");
    await server.stopped();
  }
} finally {
  await server.stop();
}

/** Runs one step, printing its name and how long it took. */
async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`✓ ${title.padEnd(58)} ${(performance.now() - start).toFixed(0).padStart(5)} ms`);
  return result;
}
