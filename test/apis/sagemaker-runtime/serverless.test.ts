import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { openWorld, type World } from "../sagemaker/world.js";
import { deploy } from "./deploy.js";

let world: World;
before(async () => {
  world = await openWorld({ serverlessIdleMs: 150 });
});
after(() => world.close());

const serverless = (name: string) => ({
  config: {
    ProductionVariants: [
      { VariantName: "V", ModelName: name, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 2 } },
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
  await deploy(world, "pipeline", [{ Image: "add:1" }, { Image: "say:!" }], serverless("pipeline"));
  assert.equal(await invoke("pipeline"), "2!");
  assert.equal(instances("pipeline"), 1);
  await untilAsleep("pipeline");
  assert.ok(world.images.stopped.includes("say:!"));
  const answers = await Promise.all([invoke("pipeline"), invoke("pipeline"), invoke("pipeline")]);
  assert.deepEqual(answers, ["2!", "2!", "2!"]);
  assert.equal(instances("pipeline"), 1, "three requests at once start one instance");
});

test("a variant at work does not fall asleep", async () => {
  await deploy(world, "slow", [{ Image: "slow:600" }], serverless("slow"));
  assert.equal(await invoke("slow"), "1");
});
