import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { arn, openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

const instances = { InitialInstanceCount: 1, InstanceType: "ml.m5.large" } as const;

async function createModel(ModelName: string, ...images: string[]) {
  const Containers = images.map((Image) => ({ Image }));
  await world.client.send(new CreateModelCommand({ ModelName, Containers }));
}

async function createConfig(name: string, ...models: string[]) {
  const ProductionVariants = models.map((ModelName) => ({ VariantName: `V-${ModelName}`, ModelName, ...instances }));
  await world.client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants }));
}

const waiting = () => ({ client: world.client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.05 });
const describe = (EndpointName: string) => world.client.send(new DescribeEndpointCommand({ EndpointName }));

async function createEndpoint(name: string, config = name) {
  await world.client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: config }));
  await waitUntilEndpointInService(waiting(), { EndpointName: name });
}

async function updateEndpoint(EndpointName: string, EndpointConfigName: string) {
  await world.client.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));
  await waitUntilEndpointInService(waiting(), { EndpointName });
}

async function invoke(EndpointName: string, Body: string) {
  const answer = await world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body, ContentType: "text/csv" }));
  return Buffer.from(answer.Body!).toString();
}

test("an endpoint comes into service, serves, and is deleted; waiters see it", async () => {
  await createModel("Life", "add:1", "add:10");
  await createConfig("life", "Life");
  const started = performance.now();
  await createEndpoint("Life-E", "life");
  assert.ok(performance.now() - started < 1000);
  assert.equal(await invoke("Life-E", "1,2"), "12,13");
  const description = await describe("life-e");
  assert.equal(description.EndpointName, "Life-E");
  assert.equal(description.EndpointArn, arn("endpoint", "life-e"));
  assert.equal(description.EndpointStatus, "InService");
  assert.equal(description.EndpointConfigName, "life");
  const [variant] = description.ProductionVariants!;
  assert.deepEqual(
    variant!.DeployedImages!.map(({ SpecifiedImage }) => SpecifiedImage),
    ["add:1", "add:10"],
  );
  const { VariantName, CurrentWeight, DesiredWeight, CurrentInstanceCount, DesiredInstanceCount } = variant!;
  assert.deepEqual(
    [VariantName, CurrentWeight, DesiredWeight, CurrentInstanceCount, DesiredInstanceCount],
    ["V-Life", 1, 1, 1, 1],
  );
  await world.client.send(new DeleteEndpointCommand({ EndpointName: "Life-E" }));
  await waitUntilEndpointDeleted(waiting(), { EndpointName: "Life-E" });
  await assert.rejects(describe("Life-E"), {
    name: "ValidationException",
    message: `Could not find endpoint "${arn("endpoint", "life-e")}".`,
  });
  await assert.rejects(invoke("Life-E", "1"), {
    name: "ValidationError",
    message: "Endpoint Life-E of account 123456789012 not found.",
  });
});

test("what serves goes on when its configuration and model are deleted", async () => {
  await createModel("gone", "add:1");
  await createConfig("gone", "gone");
  await createEndpoint("gone");
  await world.client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: "gone" }));
  await world.client.send(new DeleteModelCommand({ ModelName: "gone" }));
  assert.equal(await invoke("gone", "1"), "2");
  assert.equal((await describe("gone")).ProductionVariants![0].DeployedImages![0].SpecifiedImage, "add:1");
});

test("a container that does not start fails the endpoint with container, variant and cause; deleting is all that is left", async () => {
  await createModel("broken", "add:1", "broken");
  await createConfig("broken", "broken");
  await assert.rejects(createEndpoint("broken"));
  const { EndpointStatus, FailureReason } = await describe("broken");
  assert.equal(EndpointStatus, "Failed");
  assert.equal(
    FailureReason,
    "The container-2 for production variant V-broken did not pass the ping health check. Please check CloudWatch logs for " +
      "this endpoint. Cause: no model in the archive",
  );
  assert.ok(world.lines.some((line) => /Endpoints\/broken V-broken\/i-[0-9a-f]{17}\/container-2 no model/.test(line)));
  assert.deepEqual(world.images.started.slice(-1), world.images.stopped.slice(-1));
  await assert.rejects(updateEndpoint("broken", "broken"), { name: "ValidationException" });
  await assert.rejects(invoke("broken", "1"), { name: "ServiceUnavailable" });
  await world.client.send(new DeleteEndpointCommand({ EndpointName: "broken" }));
  await waitUntilEndpointDeleted(waiting(), { EndpointName: "broken" });
});

test("every container that did not start is named", async () => {
  await createModel("broken-twice", "broken", "add:1", "broken");
  await createConfig("broken-twice", "broken-twice");
  await assert.rejects(createEndpoint("broken-twice"));
  const { FailureReason } = await describe("broken-twice");
  assert.match(FailureReason!, /^The container-1 for .* The container-3 for production variant V-broken-twice did not/);
});

test("an image that nothing runs, and model data that is not there, are named", async () => {
  await createModel("unknown", "123456789012.dkr.ecr.us-west-2.amazonaws.com/mine:1");
  await createConfig("unknown", "unknown");
  await assert.rejects(createEndpoint("unknown"));
  assert.match(
    (await describe("unknown")).FailureReason!,
    /The primary container .* no runtime here runs the image "1234/,
  );

  world.objects.files.set("b/m.tar.gz", Buffer.from("no archive"));
  const PrimaryContainer = { Image: "add:1", ModelDataUrl: "s3://b/m.tar.gz" };
  await world.client.send(new CreateModelCommand({ ModelName: "data", PrimaryContainer }));
  await createConfig("data", "data");
  await assert.rejects(createEndpoint("data"));
  assert.match(
    (await describe("data")).FailureReason!,
    /^Failed to extract model data archive for container "primary"/,
  );
  world.objects.files.delete("b/m.tar.gz");
  await world.client.send(
    new CreateModelCommand({
      ModelName: "multi",
      PrimaryContainer: { Image: "add:1", Mode: "MultiModel", ModelDataUrl: "s3://b/models/" },
    }),
  );
  await createConfig("multi", "multi");
  await assert.rejects(createEndpoint("multi"));
  assert.match((await describe("multi")).FailureReason!, /container primary .* has Mode MultiModel/);
  await assert.rejects(createEndpoint("data-2", "data"));
  assert.match(
    (await describe("data-2")).FailureReason!,
    /^Failed to download model data for container "primary" from/,
  );
});

test("an update reuses unchanged containers, stops the others, and starts what is new", async () => {
  await createModel("reuse-1", "add:1", "say:a");
  await createModel("reuse-2", "add:1", "say:b");
  await createConfig("reuse-1", "reuse-1");
  await createConfig("reuse-2", "reuse-2");
  await createEndpoint("reuse", "reuse-1");
  assert.equal(await invoke("reuse", "1"), "2a");
  const before = [world.images.started.length, world.images.stopped.length] as const;
  await updateEndpoint("reuse", "reuse-2");
  assert.equal(await invoke("reuse", "1"), "2b");
  await world.endpoints.get("reuse")!.settled();
  assert.deepEqual(world.images.started.slice(before[0]), ["say:b"]);
  assert.deepEqual(world.images.stopped.slice(before[1]), ["say:a"]);
  assert.equal((await describe("reuse")).EndpointConfigName, "reuse-2");
});

test("an update that does not start leaves the old serving, with the reason", async () => {
  await createModel("stay", "add:1");
  await createModel("stay-broken", "add:1", "broken");
  await createConfig("stay", "stay");
  await createConfig("stay-broken", "stay-broken");
  await createEndpoint("stay");
  await updateEndpoint("stay", "stay-broken");
  const description = await describe("stay");
  assert.equal(description.EndpointConfigName, "stay");
  assert.match(
    description.FailureReason!,
    /container-2 for production variant V-stay-broken .* no model in the archive/,
  );
  assert.equal(await invoke("stay", "1"), "2");
  await updateEndpoint("stay", "stay");
  assert.equal((await describe("stay")).FailureReason, undefined);
});

test("twenty updates under load: no request fails, no answer is mixed", async () => {
  for (const word of ["a", "b"]) {
    await createModel(`loop-${word}`, `say:${word}`, "add:0", `say:${word}`);
    await world.client.send(new DeleteModelCommand({ ModelName: `loop-${word}` }));
    await createModel(`loop-${word}`, `say:${word}`, "slow:3", `say:${word}`);
    await createConfig(`loop-${word}`, `loop-${word}`);
  }
  await createEndpoint("loop", "loop-a");
  const answers = new Map<string, number>();
  let going = true;
  const load = Array.from({ length: 4 }, async () => {
    while (going) {
      const answer = await invoke("loop", "");
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  });
  for (let i = 0; i < 20; i++) {
    await updateEndpoint("loop", i % 2 === 0 ? "loop-b" : "loop-a");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  going = false;
  await Promise.all(load);
  assert.deepEqual([...answers.keys()].sort(), ["aa", "bb"]);
  await world.endpoints.get("loop")!.settled();
});

test("nothing else is allowed while an endpoint is created or updated", async (context) => {
  const slow = await openWorld({ statusDelayMs: 300 });
  context.after(() => slow.close());
  const { client } = slow;
  await client.send(new CreateModelCommand({ ModelName: "m", PrimaryContainer: { Image: "add:1" } }));
  const ProductionVariants = [{ VariantName: "v", ModelName: "m", ...instances }];
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: "c", ProductionVariants }));
  await client.send(new CreateEndpointCommand({ EndpointName: "e", EndpointConfigName: "c" }));
  assert.equal((await client.send(new DescribeEndpointCommand({ EndpointName: "e" }))).EndpointStatus, "Creating");
  const refusal = {
    name: "ValidationException",
    message: `Cannot update in-progress endpoint "${arn("endpoint", "e")}".`,
  };
  const update = new UpdateEndpointCommand({ EndpointName: "e", EndpointConfigName: "c" });
  const DesiredWeightsAndCapacities = [{ VariantName: "v", DesiredWeight: 2 }];
  const weights = new UpdateEndpointWeightsAndCapacitiesCommand({ EndpointName: "e", DesiredWeightsAndCapacities });
  const remove = new DeleteEndpointCommand({ EndpointName: "e" });
  const refused = async () => {
    await assert.rejects(client.send(update), refusal);
    await assert.rejects(client.send(weights), refusal);
    await assert.rejects(client.send(remove), refusal);
  };
  await refused();
  const waits = { client, maxWaitTime: 5, minDelay: 0.02, maxDelay: 0.05 };
  await waitUntilEndpointInService(waits, { EndpointName: "e" });
  await client.send(update);
  await refused();
  const updating = await client.send(new DescribeEndpointCommand({ EndpointName: "e" }));
  assert.equal(updating.EndpointStatus, "Updating");
  assert.equal(updating.PendingDeploymentSummary!.EndpointConfigName, "c");
  await waitUntilEndpointInService(waits, { EndpointName: "e" });
  await client.send(remove);
  assert.equal((await client.send(new DescribeEndpointCommand({ EndpointName: "e" }))).EndpointStatus, "Deleting");
  await waitUntilEndpointDeleted(waits, { EndpointName: "e" });
});

test("weights and numbers of instances change in place", async () => {
  await createModel("w-a", "say:a");
  await createModel("w-b", "say:b");
  await createConfig("weights", "w-a", "w-b");
  await createEndpoint("weights");
  const change = async (...DesiredWeightsAndCapacities: object[]) => {
    const input = { EndpointName: "weights", DesiredWeightsAndCapacities } as never;
    await world.client.send(new UpdateEndpointWeightsAndCapacitiesCommand(input));
    await waitUntilEndpointInService(waiting(), { EndpointName: "weights" });
  };
  await change({ VariantName: "V-w-a", DesiredWeight: 0 }, { VariantName: "V-w-b", DesiredInstanceCount: 3 });
  const seen = new Set(await Promise.all(Array.from({ length: 30 }, () => invoke("weights", ""))));
  assert.deepEqual([...seen], ["b"]);
  const [a, b] = (await describe("weights")).ProductionVariants!;
  assert.deepEqual([a!.CurrentWeight, b!.CurrentWeight, b!.CurrentInstanceCount], [0, 1, 3]);
  await change({ VariantName: "V-w-b", DesiredInstanceCount: 1 });
  assert.equal((await describe("weights")).ProductionVariants![1].CurrentInstanceCount, 1);
  const unknown = change({ VariantName: "nobody", DesiredWeight: 1 });
  await assert.rejects(unknown, { name: "ValidationException", message: /Could not find variant "nobody"/ });
});

test("RetainAllVariantProperties keeps weights and counts, but for those excluded", async () => {
  await createModel("keep", "say:k");
  await createConfig("keep", "keep");
  await createEndpoint("keep");
  const DesiredWeightsAndCapacities = [{ VariantName: "V-keep", DesiredWeight: 7, DesiredInstanceCount: 2 }];
  await world.client.send(
    new UpdateEndpointWeightsAndCapacitiesCommand({ EndpointName: "keep", DesiredWeightsAndCapacities }),
  );
  await waitUntilEndpointInService(waiting(), { EndpointName: "keep" });
  const update = async (more: object) => {
    await world.client.send(new UpdateEndpointCommand({ EndpointName: "keep", EndpointConfigName: "keep", ...more }));
    await waitUntilEndpointInService(waiting(), { EndpointName: "keep" });
    const { CurrentWeight, CurrentInstanceCount } = (await describe("keep")).ProductionVariants![0];
    return [CurrentWeight, CurrentInstanceCount];
  };
  assert.deepEqual(await update({ RetainAllVariantProperties: true }), [7, 2]);
  const ExcludeRetainedVariantProperties = [{ VariantPropertyType: "DesiredWeight" }];
  assert.deepEqual(await update({ RetainAllVariantProperties: true, ExcludeRetainedVariantProperties }), [1, 2]);
  assert.deepEqual(await update({}), [1, 1]);
});

test("RetainAllVariantProperties keeps what is captured, or that nothing is, unless that is excluded", async () => {
  const capture = (DestinationS3Uri: string) => ({
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      DestinationS3Uri,
      CaptureOptions: [{ CaptureMode: "Input" as const }],
    },
  });
  await createModel("captured", "say:c");
  for (const [name, more] of Object.entries({ old: capture("s3://b/old"), new: capture("s3://b/new"), none: {} })) {
    const ProductionVariants = [
      { VariantName: "V", ModelName: "captured", InitialInstanceCount: 1, InstanceType: "ml.m5.large" as const },
    ];
    await world.client.send(
      new CreateEndpointConfigCommand({ EndpointConfigName: `capture-${name}`, ProductionVariants, ...more }),
    );
  }
  await world.client.send(new CreateEndpointCommand({ EndpointName: "captured", EndpointConfigName: "capture-old" }));
  await waitUntilEndpointInService(waiting(), { EndpointName: "captured" });
  const update = async (config: string, more: object) => {
    const EndpointConfigName = `capture-${config}`;
    await world.client.send(new UpdateEndpointCommand({ EndpointName: "captured", EndpointConfigName, ...more }));
    await waitUntilEndpointInService(waiting(), { EndpointName: "captured" });
    return (await describe("captured")).DataCaptureConfig?.DestinationS3Uri;
  };
  const ExcludeRetainedVariantProperties = [{ VariantPropertyType: "DataCaptureConfig" }];
  assert.equal(await update("new", { RetainAllVariantProperties: true }), "s3://b/old");
  assert.equal(
    await update("new", { RetainAllVariantProperties: true, ExcludeRetainedVariantProperties }),
    "s3://b/new",
  );
  assert.equal(await update("none", {}), undefined);
  assert.equal(await update("new", { RetainAllVariantProperties: true }), undefined);
});

test("endpoints are listed by status, and refused where they exist or lack a configuration", async () => {
  const list = async (input: object) => {
    const { Endpoints } = await world.client.send(new ListEndpointsCommand({ MaxResults: 100, ...input }));
    return Endpoints!.map(({ EndpointName }) => EndpointName);
  };
  assert.ok((await list({ StatusEquals: "InService" })).includes("keep"));
  assert.ok(!(await list({ StatusEquals: "Failed" })).includes("keep"));
  assert.deepEqual(await list({ NameContains: "REUS" }), ["reuse"]);
  await assert.rejects(
    world.client.send(new CreateEndpointCommand({ EndpointName: "KEEP", EndpointConfigName: "keep" })),
    {
      name: "ValidationException",
      message: `Cannot create already existing endpoint "${arn("endpoint", "keep")}".`,
    },
  );
  await assert.rejects(
    world.client.send(new CreateEndpointCommand({ EndpointName: "x", EndpointConfigName: "None" })),
    {
      name: "ValidationException",
      message: `Could not find endpoint configuration "${arn("endpoint-config", "none")}".`,
    },
  );
  const DeploymentConfig = { AutoRollbackConfiguration: {} };
  await assert.rejects(
    world.client.send(new CreateEndpointCommand({ EndpointName: "x", EndpointConfigName: "keep", DeploymentConfig })),
    { name: "ValidationException", message: /exactly one of BlueGreenUpdatePolicy and RollingUpdatePolicy/ },
  );
});
