import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointWithResponseStreamCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { clientFor } from "../../server/running.js";
import { fixture } from "../../support.js";
import { openWorld, type World } from "../sagemaker/world.js";

const process = `file:${fixture("containers", "behaviours")}`;

let world: World;
before(async () => {
  world = await openWorld({ budgetMs: 2_000 });
  await deploy("process", [process]);
  await deploy("pipeline", ["say:eam", process]);
  await deploy("native", ["add:1"]);
  await deploy("failing", ["status:503", process]);
});
after(() => world.close());

async function deploy(name: string, images: string[]) {
  const { client } = world;
  await client.send(new CreateModelCommand({ ModelName: name, Containers: images.map((Image) => ({ Image })) }));
  const variant = { VariantName: "V", ModelName: name, InitialInstanceCount: 1, InstanceType: "ml.m5.large" as const };
  const config = new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] });
  await client.send(config);
  await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  await waitUntilEndpointInService({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { EndpointName: name });
}

/** The pieces of an answer, each with the time it came at. */
async function stream(EndpointName: string, Body: string) {
  const command = new InvokeEndpointWithResponseStreamCommand({ EndpointName, Body, ContentType: "text/csv" });
  const answer = await world.runtime.send(command);
  const parts: { text: string; at: number }[] = [];
  for await (const event of answer.Body!) {
    parts.push({ text: new TextDecoder().decode(event.PayloadPart!.Bytes), at: performance.now() });
  }
  return { answer, parts, text: parts.map((part) => part.text).join("") };
}

test("pieces arrive as the container sends them", async () => {
  const { answer, parts, text } = await stream("process", "stream");
  assert.equal(text, "one two three");
  assert.equal(answer.ContentType, "text/plain");
  assert.equal(answer.InvokedProductionVariant, "V");
  assert.ok(parts.at(-1)!.at - parts[0].at > 250, "the first piece came before the last was sent");
});

test("in a pipeline the last container's pieces are passed on", async () => {
  assert.equal((await stream("pipeline", "str")).text, "one two three");
});

test("a native container gives its answer in one piece", async () => {
  const { parts } = await stream("native", "1,2");
  assert.deepEqual(
    parts.map(({ text }) => text),
    ["2,3"],
  );
});

test("an answer that breaks off ends with a ModelStreamError", async () => {
  await assert.rejects(stream("process", "break off"), { name: "ModelStreamError", ErrorCode: "StreamBroken" });
});

test("an answer that takes longer than the budget ends with a ModelStreamError", async () => {
  const slow = await openWorld({ budgetMs: 450 });
  const [outer, time] = [world, slow];
  world = time;
  try {
    await deploy("process", [process]);
    await assert.rejects(stream("process", "stream"), {
      name: "ModelStreamError",
      ErrorCode: "ModelInvocationTimeExceeded",
      message: /Your model primary did not complete sending the inference response in the allotted time\./,
    });
  } finally {
    world = outer;
    await slow.close();
  }
});

test("a client that goes away in the middle leaves the instance free, and the container is told", {
  timeout: 20_000,
}, async () => {
  const instance = world.endpoints.get("process")!.fleet!.variant("V")!.instances[0];
  const command = new InvokeEndpointWithResponseStreamCommand({ EndpointName: "process", Body: "stream for ever" });
  const client = new SageMakerRuntimeClient(clientFor(world.listener));
  const answer = await client.send(command);
  for await (const _ of answer.Body!) {
    assert.equal(instance.inFlight, 1);
    client.destroy(); // with the connection
    break;
  }
  for (const end = Date.now() + 1_500; instance.inFlight > 0; await sleep(10)) assert.ok(Date.now() < end);
  while (!world.lines.some((line) => line.endsWith("the client of the stream has gone"))) await sleep(10);
});

test("a refusal before the first piece is a ModelError", async () => {
  await assert.rejects(stream("process", "refuse"), { name: "ModelError", OriginalStatusCode: 415 });
  await assert.rejects(stream("failing", "x"), { name: "ModelError", OriginalStatusCode: 503, message: /container-1/ });
});

test("a container that has crashed is a ServiceUnavailable until it is back", async () => {
  await assert.rejects(stream("process", "crash"), { name: "ModelError", OriginalStatusCode: 0 });
  for (const end = Date.now() + 10_000; ; ) {
    try {
      assert.equal((await stream("process", "stream")).text, "one two three");
      break;
    } catch (error) {
      assert.ok(Date.now() < end);
      assert.ok(["ServiceUnavailable", "ModelError"].includes((error as Error).name), String(error));
    }
  }
});
