import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { clientFor } from "../../server/running.js";
import { openWorld, type World } from "../sagemaker/world.js";
import { deploy } from "./deploy.js";

let world: World;
before(async () => {
  world = await openWorld({ serverlessIdleMs: 150 });
});
after(() => world.close());

const serverless = (name: string, MaxConcurrency: number, ProvisionedConcurrency?: number) => ({
  config: {
    ProductionVariants: [
      {
        VariantName: "V",
        ModelName: name,
        ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency, ProvisionedConcurrency },
      },
    ],
  },
});

const invoke = async (EndpointName: string) => {
  const reply = await world.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body: "1", ContentType: "text/csv" }),
  );
  return Buffer.from(reply.Body).toString();
};
const instances = (name: string) => world.endpoints.get(name)!.fleet!.variant("V")!.instances.length;

async function untilAsleep(name: string) {
  for (const end = Date.now() + 5_000; instances(name) > 0; await sleep(20)) assert.ok(Date.now() < end);
}

test("an idle variant has no instance; the first request brings one back", async () => {
  await deploy(world, "pipeline", [{ Image: "add:1" }, { Image: "say:!" }], serverless("pipeline", 3));
  assert.equal(await invoke("pipeline"), "2!");
  assert.equal(instances("pipeline"), 1);
  await untilAsleep("pipeline");
  assert.ok(world.images.stopped.includes("say:!"));
  const answers = await Promise.all([invoke("pipeline"), invoke("pipeline"), invoke("pipeline")]);
  assert.deepEqual(answers, ["2!", "2!", "2!"]);
  assert.ok(instances("pipeline") <= 3);
  const native = world.images.started.filter((image) => image === "add:1");
  assert.equal(native.length, 2, "once before the sleep and once after it, however many instances share it");
});

test("a variant at work does not fall asleep", async () => {
  await deploy(world, "slow", [{ Image: "slow:600" }], serverless("slow", 1));
  assert.equal(await invoke("slow"), "1");
});

test("instances grow with the invocations under way, and those beyond MaxConcurrency are throttled, which the SDK mends", async () => {
  await deploy(world, "growing", [{ Image: "slow:300" }], serverless("growing", 3));
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => invoke("growing")));
  assert.equal(instances("growing"), 3);
  assert.deepEqual(
    results.map(({ status }) => status),
    ["fulfilled", "fulfilled", "fulfilled", "rejected"],
  );
  const { reason } = results[3] as PromiseRejectedResult;
  assert.equal(reason.name, "ThrottlingException");
  assert.equal(reason.$metadata.httpStatusCode, 400);
  const patient = new SageMakerRuntimeClient(clientFor(world.listener));
  const ask = () => patient.send(new InvokeEndpointCommand({ EndpointName: "growing", Body: "1" }));
  await Promise.all([ask(), ask(), ask(), ask()]);
  patient.destroy();
  await untilAsleep("growing");
});

test("provisioned instances are there from the start and stay; both limits can be changed live", async () => {
  await deploy(world, "warm", [{ Image: "slow:100" }], serverless("warm", 2, 2));
  assert.equal(instances("warm"), 2);
  await sleep(400);
  assert.equal(instances("warm"), 2);
  const update = (ServerlessUpdateConfig: object) =>
    world.client.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: "warm",
        DesiredWeightsAndCapacities: [{ VariantName: "V", ServerlessUpdateConfig }],
      }),
    );
  await assert.rejects(update({ ProvisionedConcurrency: 3 }), { message: /must not be more than its MaxConcurrency/ });
  await update({ MaxConcurrency: 4, ProvisionedConcurrency: 1 });
  await waitUntilEndpointInService(
    { client: world.client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.1 },
    { EndpointName: "warm" },
  );
  const { ProductionVariants } = await world.client.send(new DescribeEndpointCommand({ EndpointName: "warm" }));
  const limits = { MemorySizeInMB: 2048, MaxConcurrency: 4, ProvisionedConcurrency: 1 };
  assert.deepEqual(ProductionVariants![0].CurrentServerlessConfig, limits);
  while (instances("warm") > 1) await sleep(20);
  await Promise.all([1, 2, 3, 4].map(() => invoke("warm")));
  assert.equal(instances("warm"), 4);
});

test("ProvisionedConcurrency beyond MaxConcurrency is refused", async () => {
  await world.client.send(new CreateModelCommand({ ModelName: "m", PrimaryContainer: { Image: "add:1" } }));
  const { config } = serverless("m", 1, 2);
  await assert.rejects(
    world.client.send(new CreateEndpointConfigCommand({ EndpointConfigName: "too-much", ...config })),
    { name: "ValidationException", message: /ProvisionedConcurrency of the production variant V must not be more/ },
  );
});
