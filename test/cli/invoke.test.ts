import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { root } from "../support.js";
import { kakehi } from "./support.js";

const data = mkdtempSync(join(tmpdir(), "kakehi-invoke-"));
const serve = ["serve", "--port", "0", "--data", data, "--log-level", "silent"];
const server = spawn(process.execPath, [join(root, "dist/src/cli/main.js"), ...serve], {
  stdio: ["ignore", "pipe", "ignore"],
});
const sample = (name: string) => join(root, "examples", "abalone", name);
const row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255";
const invoke = (...args: string[]) => kakehi("invoke", ...args, "--data", data);

before(async () => {
  await once(server.stdout, "data");
  const { stdout } = await kakehi("env", "--data", data, "--format", "json");
  const variables = JSON.parse(stdout);
  const credentials = { accessKeyId: variables.AWS_ACCESS_KEY_ID, secretAccessKey: variables.AWS_SECRET_ACCESS_KEY };
  const client = new SageMakerClient({
    endpoint: variables.AWS_ENDPOINT_URL,
    region: variables.AWS_REGION,
    credentials,
  });
  const names = { ModelName: "m", EndpointConfigName: "c", EndpointName: "e" };
  const Environment = { SAGEMAKER_SPARKML_SCHEMA: readFileSync(sample("schema.json"), "utf8").replace(/\s+/g, "") };
  const ModelDataUrl = pathToFileURL(sample("sparkml.tar.gz")).href;
  const PrimaryContainer = { Image: "kakehi/sparkml-serving", ModelDataUrl, Environment };
  await client.send(new CreateModelCommand({ ...names, PrimaryContainer }));
  const variant = { VariantName: "v", ModelName: "m", InitialInstanceCount: 1, InstanceType: "ml.m5.large" as const };
  await client.send(new CreateEndpointConfigCommand({ ...names, ProductionVariants: [variant] }));
  await client.send(new CreateEndpointCommand(names));
  await waitUntilEndpointInService({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, names);
});
after(async () => {
  const ended = once(server, "exit");
  server.kill();
  await ended;
  rmSync(data, { recursive: true });
});

test("an answer is printed as it came, and what each container took beside it", async () => {
  const { code, stdout, stderr } = await invoke("e", "--body", row, "--trace");
  assert.deepEqual([code, stdout], [0, "0.0,0.0,0.515,0.425,0.14,0.766,0.304,0.1725,0.255"]);
  assert.match(stderr, /^primary: [\d.]+ ms, status 200\nin all: [\d.]+ ms\n$/);
  assert.equal((await invoke("e", "--body", row)).stderr, "");
});

test("a container's refusal comes with the record, the column and the reason", async () => {
  const { code, stderr } = await invoke("e", "--body", `${row}\nF,0.515`);
  assert.equal(code, 1);
  assert.match(stderr, /^kakehi: ModelError: Received client error \(400\) from primary with message "2"\. See /);
  assert.match(stderr, /\nrecord 2, column diameter: the row has 2 values, the schema 8 columns\n$/);
});

test("what the server refuses is said in its words", async () => {
  const { code, stderr } = await invoke("nothing", "--body", row);
  assert.equal(code, 1);
  assert.match(stderr, /^kakehi: ValidationError: Endpoint nothing of account 000000000000 not found\.\n$/);
});
