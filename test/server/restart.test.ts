import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeModelCommand,
  ListTagsCommand,
  SageMakerClient,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { type ServerProcess, spawnServer } from "./child.js";

const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-restart-"));
let server: ServerProcess | undefined;
after(async () => {
  await server?.kill();
  rmSync(dataFolder, { recursive: true });
});

let client: SageMakerClient;
let runtime: SageMakerRuntimeClient;
async function start(statusDelayMs: number) {
  server = await spawnServer({ dataFolder, port: 0, statusDelayMs, logLevel: "error" });
  const { accessKeyId, secretAccessKey } = server;
  const config = { endpoint: server.url, region: "us-east-1", credentials: { accessKeyId, secretAccessKey } };
  client = new SageMakerClient(config);
  runtime = new SageMakerRuntimeClient(config);
}

async function createModel(name: string, ...images: string[]) {
  const Containers = images.map((Image) => ({ Image }));
  const Tags = [{ Key: "name", Value: name }];
  await client.send(new CreateModelCommand({ ModelName: name, Containers, Tags }));
  const variant = { VariantName: "V", ModelName: name, InitialInstanceCount: 1, InstanceType: "ml.m5.large" } as const;
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }));
}

const create = (EndpointName: string, EndpointConfigName: string) =>
  client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
const describe = (EndpointName: string) => client.send(new DescribeEndpointCommand({ EndpointName }));
const waits = () => ({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.05 });
const inService = (EndpointName: string) => waitUntilEndpointInService(waits(), { EndpointName });
async function invoke(EndpointName: string) {
  const answer = await runtime.send(new InvokeEndpointCommand({ EndpointName, Body: "1", ContentType: "text/csv" }));
  return Buffer.from(answer.Body!).toString();
}

test("what was acknowledged before a kill is there afterwards, and goes on", async () => {
  await start(0);
  for (const [name, image] of Object.entries({ one: "add:1", two: "add:2", bad: "broken" })) {
    await createModel(name, image, "say:!");
  }
  for (const name of ["steady", "updating", "scaled", "deleting", "orphan"]) {
    await create(name, "one");
    await inService(name);
  }
  const DesiredWeightsAndCapacities = [{ VariantName: "V", DesiredWeight: 5, DesiredInstanceCount: 2 }];
  await client.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({ EndpointName: "scaled", DesiredWeightsAndCapacities }),
  );
  await inService("scaled");
  await create("failed", "bad");
  await assert.rejects(inService("failed"));
  await server!.kill();

  // With a delay, what follows is under way when the process ends.
  await start(60_000);
  assert.equal(await invoke("steady"), "2!");
  await create("creating", "two");
  await client.send(new UpdateEndpointCommand({ EndpointName: "updating", EndpointConfigName: "two" }));
  await client.send(new DeleteEndpointCommand({ EndpointName: "deleting" }));
  await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: "one" }));
  await client.send(new DeleteModelCommand({ ModelName: "one" }));
  assert.equal((await describe("creating")).EndpointStatus, "Creating");
  assert.equal((await describe("updating")).EndpointStatus, "Updating");
  assert.equal((await describe("deleting")).EndpointStatus, "Deleting");
  assert.equal(await invoke("updating"), "2!");
  await server!.kill();

  await start(0);
  await Promise.all(["steady", "creating", "updating", "scaled", "orphan"].map(inService));
  assert.equal(await invoke("steady"), "2!");
  assert.equal(await invoke("orphan"), "2!");
  assert.equal(await invoke("creating"), "3!");
  assert.equal(await invoke("updating"), "3!");
  const [variant] = (await describe("scaled")).ProductionVariants!;
  assert.deepEqual([variant!.CurrentWeight, variant!.CurrentInstanceCount], [5, 2]);
  await waitUntilEndpointDeleted(waits(), { EndpointName: "deleting" });
  assert.equal((await describe("failed")).EndpointStatus, "Failed");
  assert.match((await describe("failed")).FailureReason!, /container-1/);
  const { ModelArn } = await client.send(new DescribeModelCommand({ ModelName: "two" }));
  const { Tags } = await client.send(new ListTagsCommand({ ResourceArn: ModelArn }));
  assert.deepEqual(Tags, [{ Key: "name", Value: "two" }]);
  await assert.rejects(client.send(new DescribeModelCommand({ ModelName: "one" })), { name: "ValidationException" });
});

test("requests that come while an endpoint is brought back wait for it", async () => {
  await createModel("late", "late:500");
  await create("late", "late");
  await inService("late");
  await server!.kill();
  await start(0);
  assert.equal((await describe("late")).EndpointStatus, "SystemUpdating");
  assert.equal(await invoke("late"), "1");
  assert.equal((await describe("late")).EndpointStatus, "InService");
});

test("a second server on the same data folder is refused", async () => {
  await assert.rejects(spawnServer({ dataFolder, port: 0, logLevel: "silent" }), /ended before it took requests/);
});
