import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type CreateEndpointConfigCommandInput,
  CreateModelCommand,
  type CreateModelCommandInput,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, InvokeEndpointWithResponseStreamCommand } from "@aws-sdk/client-sagemaker-runtime";
import { collect } from "../../../src/bytes/source.js";
import { fixture } from "../../support.js";
import { openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld();
  await world.captured.createBucket("captures");
});
after(() => world.close());

type Model = Pick<CreateModelCommandInput, "PrimaryContainer" | "Containers" | "InferenceExecutionConfig">;

const variant = (VariantName: string, ModelName: string, InitialVariantWeight = 1) => ({
  VariantName,
  ModelName,
  InitialInstanceCount: 1,
  InstanceType: "ml.m5.large" as const,
  InitialVariantWeight,
});

const settled = (EndpointName: string) =>
  waitUntilEndpointInService(
    { client: world.client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 },
    { EndpointName },
  );

async function createConfig(
  name: string,
  models: { P: Model; S: Model },
  weight = 1,
  more: Partial<CreateEndpointConfigCommandInput> = {},
) {
  for (const [kind, model] of Object.entries(models)) {
    await world.client.send(new CreateModelCommand({ ModelName: `${name}-${kind}`, ...model }));
  }
  await world.client.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [variant("P", `${name}-P`)],
      ShadowProductionVariants: [variant("S", `${name}-S`, weight)],
      ...more,
    }),
  );
}

async function deploy(...config: Parameters<typeof createConfig>) {
  await createConfig(...config);
  const [name] = config;
  await world.client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  await settled(name);
}

const image = (Image: string): Model => ({ PrimaryContainer: { Image } });

/** What the shadow did, once so many copies have been compared. */
async function outcome(name: string, compared: number) {
  const report = () => world.endpoints.get(name)!.fleet!.shadow!.report().shadow;
  const sum = () => report().same + report().different + report().errors;
  while (sum() < compared) await new Promise((resolve) => setTimeout(resolve, 5));
  const { invocations, same, different, errors } = report();
  return { invocations, same, different, errors };
}

async function invoke(EndpointName: string, Body: string, more: object = {}) {
  const answer = await world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body, ...more }));
  return Buffer.from(answer.Body!).toString();
}

async function stream(EndpointName: string, Body: string) {
  const answer = await world.runtime.send(new InvokeEndpointWithResponseStreamCommand({ EndpointName, Body }));
  let text = "";
  for await (const event of answer.Body!) text += Buffer.from(event.PayloadPart!.Bytes!).toString();
  return text;
}

const cases = [
  { image: "say:p", InitialVariantWeight: 1, expected: { invocations: 20, same: 20, different: 0, errors: 0 } },
  { image: "say:s", InitialVariantWeight: 1, expected: { invocations: 20, same: 0, different: 20, errors: 0 } },
  { image: "status:500", InitialVariantWeight: 1, expected: { invocations: 20, same: 0, different: 0, errors: 20 } },
  { image: "say:p", InitialVariantWeight: 0, expected: { invocations: 0, same: 0, different: 0, errors: 0 } },
];

test("a shadow variant gets copies; its answers are compared and never sent", { timeout: 60_000 }, async () => {
  for (const [index, { image: shadow, InitialVariantWeight, expected }] of cases.entries()) {
    const name = `shadow-${index}`;
    await deploy(name, { P: image("say:p"), S: image(shadow) }, InitialVariantWeight);
    for (let i = 0; i < 20; i++) assert.equal(await invoke(name, "x"), "xp");
    assert.deepEqual(await outcome(name, expected.invocations), expected);
    const description = await world.client.send(new DescribeEndpointCommand({ EndpointName: name }));
    const [described] = description.ShadowProductionVariants!;
    assert.deepEqual(
      [described!.VariantName, described!.CurrentInstanceCount, description.ProductionVariants!.length],
      ["S", 1, 1],
    );
  }
});

test("streamed answers are mirrored when the client has all of them, and compared as a whole", async () => {
  const streaming = image(`file:${fixture("containers", "behaviours")}`);
  await deploy("stream-same", { P: streaming, S: streaming });
  assert.equal(await stream("stream-same", "stream"), "one two three");
  assert.deepEqual(await outcome("stream-same", 1), { invocations: 1, same: 1, different: 0, errors: 0 });
  await assert.rejects(stream("stream-same", "break off"), { name: "ModelStreamError" });
  assert.equal(await stream("stream-same", "stream"), "one two three");
  assert.deepEqual(await outcome("stream-same", 2), { invocations: 2, same: 2, different: 0, errors: 0 });
  await deploy("stream-other", { P: streaming, S: image("say:s") });
  assert.equal(await stream("stream-other", "stream"), "one two three");
  assert.deepEqual(await outcome("stream-other", 1), { invocations: 1, same: 0, different: 1, errors: 0 });
});

test("a call of one container in Direct mode is mirrored to the shadow's container of that name", async () => {
  const direct = (...names: string[]): Model => ({
    Containers: names.map((ContainerHostname) => ({ ContainerHostname, Image: `say:${ContainerHostname}` })),
    InferenceExecutionConfig: { Mode: "Direct" },
  });
  await deploy("direct", { P: direct("a", "b"), S: direct("b", "c") });
  assert.equal(await invoke("direct", "x", { TargetContainerHostname: "b" }), "xb");
  assert.deepEqual(await outcome("direct", 1), { invocations: 1, same: 1, different: 0, errors: 0 });
  assert.equal(await invoke("direct", "x", { TargetContainerHostname: "a" }), "xa");
  assert.deepEqual(await outcome("direct", 2), { invocations: 2, same: 1, different: 0, errors: 1 });
});

test("data capture keeps the shadow's answers, and streamed ones, below the names of their variants", async () => {
  const DataCaptureConfig = {
    EnableCapture: true,
    InitialSamplingPercentage: 100,
    DestinationS3Uri: "s3://captures/",
    CaptureOptions: [{ CaptureMode: "Input" as const }, { CaptureMode: "Output" as const }],
    CaptureContentTypeHeader: { CsvContentTypes: ["text/plain"] },
  };
  await deploy("captured", { P: image("say:p"), S: image("say:s") }, 1, { DataCaptureConfig });
  assert.equal(await invoke("captured", "whole"), "wholep");
  assert.equal(await stream("captured", "streamed"), "streamedp");
  await outcome("captured", 2);
  await world.captures.flush();
  const { objects } = await world.captured.list("captures", { prefix: "captured/" });
  const captured: string[] = [];
  for (const { key } of objects) {
    const { body } = await world.captured.get("captures", key);
    const lines = Buffer.from(await collect(body))
      .toString()
      .trimEnd()
      .split("\n");
    for (const line of lines) {
      const { endpointInput, endpointOutput } = JSON.parse(line).captureData;
      const input = Buffer.from(endpointInput.data, "base64").toString();
      captured.push(`${key.split("/")[1]}: ${input} -> ${endpointOutput.data}`);
    }
  }
  assert.deepEqual(captured.sort(), [
    "P: streamed -> streamedp",
    "P: whole -> wholep",
    "S: streamed -> streameds",
    "S: whole -> wholes",
  ]);
});

test("while an update is under way its summary tells of the shadow that comes with it", async () => {
  await deploy("updated", { P: image("say:p"), S: image("say:s") });
  await createConfig("updated-next", { P: image("say:q"), S: image("say:t") }, 0.5);
  await world.client.send(
    new UpdateEndpointCommand({
      EndpointName: "updated",
      EndpointConfigName: "updated-next",
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: {
            Type: "CANARY",
            CanarySize: { Type: "CAPACITY_PERCENT", Value: 50 },
            WaitIntervalInSeconds: 1,
          },
        },
      },
    }),
  );
  while (world.endpoints.get("updated")!.rollout?.share !== 0.5) await new Promise((resolve) => setTimeout(resolve, 5));
  const description = await world.client.send(new DescribeEndpointCommand({ EndpointName: "updated" }));
  const { EndpointConfigName, ProductionVariants, ShadowProductionVariants } = description.PendingDeploymentSummary!;
  assert.equal(EndpointConfigName, "updated-next");
  assert.equal(ProductionVariants!.length, 1);
  const [shadow] = ShadowProductionVariants!;
  assert.deepEqual(
    [shadow!.VariantName, shadow!.DesiredWeight, shadow!.CurrentInstanceCount, shadow!.DesiredInstanceCount],
    ["S", 0.5, 1, 1],
  );
  assert.deepEqual(
    shadow!.DeployedImages!.map(({ SpecifiedImage }) => SpecifiedImage),
    ["say:t"],
  );
  assert.deepEqual(
    shadow!.VariantStatus!.map(({ Status }) => Status),
    ["ActivatingTraffic", "Baking"],
  );
  assert.equal(description.ShadowProductionVariants![0].DeployedImages![0].SpecifiedImage, "say:s");
  await settled("updated");
});
