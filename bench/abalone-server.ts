import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { configOf } from "../src/server/config.js";
import { startServer } from "../src/server/start.js";

const example = new URL("../../examples/abalone/", import.meta.url);
const registry = "246618743249.dkr.ecr.us-west-2.amazonaws.com";

/** The whole server with the sample's SparkML → XGBoost pipeline in service under the name `abalone`. */
export async function abaloneServer() {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
  const server = await startServer(configOf({ dataFolder, port: 0, logLevel: "error" }));
  const client = { endpoint: server.url, region: "us-east-1", credentials: server.credential };
  const s3 = new S3Client(client);
  await s3.send(new CreateBucketCommand({ Bucket: "abalone" }));
  for (const name of ["sparkml", "xgboost"]) {
    const Body = readFileSync(new URL(`${name}.tar.gz`, example));
    await s3.send(new PutObjectCommand({ Bucket: "abalone", Key: `${name}.tar.gz`, Body }));
  }
  const sagemaker = new SageMakerClient(client);
  const schema = readFileSync(new URL("schema.json", example), "utf8");
  const Containers = [
    {
      Image: `${registry}/sagemaker-sparkml-serving:2.4`,
      ModelDataUrl: "s3://abalone/sparkml.tar.gz",
      Environment: { SAGEMAKER_SPARKML_SCHEMA: schema },
    },
    { Image: `${registry}/sagemaker-xgboost:1.7-1`, ModelDataUrl: "s3://abalone/xgboost.tar.gz" },
  ];
  const ExecutionRoleArn = "arn:aws:iam::000000000000:role/kakehi";
  await sagemaker.send(new CreateModelCommand({ ModelName: "abalone", ExecutionRoleArn, Containers }));
  const variant = { VariantName: "AllTraffic", ModelName: "abalone", InitialInstanceCount: 1 };
  await sagemaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: "abalone",
      ProductionVariants: [{ ...variant, InstanceType: "ml.m5.large" }],
    }),
  );
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: "abalone", EndpointConfigName: "abalone" }));
  await waitUntilEndpointInService(
    { client: sagemaker, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { EndpointName: "abalone" },
  );
  return { port: server.port, keys: server.credential };
}
