import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  type DeploymentConfig,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld({ alarms: { errors: { errorShare: 0.05 }, slow: { p99Ms: 30 }, never: { p99Ms: 60_000 } } });
  for (const [name, image] of Object.entries({ old: "say:old", new: "say:new", bad: "status:500", slow: "slow:60" })) {
    await world.client.send(new CreateModelCommand({ ModelName: name, PrimaryContainer: { Image: image } }));
    for (const variant of ["V", "W"]) await createConfig(`${name}-${variant}`, name, variant);
  }
});
after(() => world.close());

const createConfig = (name: string, ModelName: string, VariantName: string) => {
  const ProductionVariants = [
    { VariantName, ModelName, InitialInstanceCount: 1, InstanceType: "ml.m5.large" as const },
  ];
  return world.client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants }));
};
const waiting = () => ({ client: world.client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.1 });
const describe = (EndpointName: string) => world.client.send(new DescribeEndpointCommand({ EndpointName }));
const settled = (EndpointName: string) => waitUntilEndpointInService(waiting(), { EndpointName });

async function create(EndpointName: string) {
  await world.client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: "old-V" }));
  await settled(EndpointName);
}

const update = (EndpointName: string, EndpointConfigName: string, more: object) =>
  world.client.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName, ...more }));

async function invoke(EndpointName: string, TargetVariant?: string) {
  const answer = await world.runtime.send(
    new InvokeEndpointCommand({ EndpointName, Body: "", ...(TargetVariant && { TargetVariant }) }),
  );
  return Buffer.from(answer.Body ?? []).toString();
}

/** Calls one after the other until `stop`, and keeps the answers. */
function load(endpoint: string) {
  const answers: string[] = [];
  let going = true;
  const done = (async () => {
    while (going) {
      answers.push(await invoke(endpoint).catch(({ message }) => `failed: ${message}`));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  return {
    answers,
    async stop() {
      going = false;
      await done;
      return answers;
    },
  };
}

async function shareReached(endpoint: string, share: number) {
  while (world.endpoints.get(endpoint)!.rollout?.share !== share)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

type Routing = NonNullable<DeploymentConfig["BlueGreenUpdatePolicy"]>["TrafficRoutingConfiguration"];

const blueGreen = (
  routing: Routing,
  alarms: string[] = [],
  more: object = {},
): { DeploymentConfig: DeploymentConfig } => ({
  DeploymentConfig: {
    BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: routing, ...more },
    ...(alarms.length > 0 && {
      AutoRollbackConfiguration: { Alarms: alarms.map((AlarmName) => ({ AlarmName })) },
    }),
  },
});

const percent = (Value: number) => ({ Type: "CAPACITY_PERCENT", Value }) as const;
const shareOfNew = (answers: readonly string[]) => answers.filter((answer) => answer === "new").length / answers.length;

test("a canary takes its share while it bakes, then all; nothing fails, and the description tells", async () => {
  await create("canary");
  const routing = { Type: "CANARY", CanarySize: percent(20), WaitIntervalInSeconds: 2 } as const;
  const policy = blueGreen(routing, ["never", "unknown"]);
  await update("canary", "new-V", policy);
  await shareReached("canary", 0.2);
  const { stop, answers } = load("canary");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { EndpointStatus, EndpointConfigName, PendingDeploymentSummary: pending } = await describe("canary");
  const share = shareOfNew(answers);
  assert.ok(share > 0 && share < 0.6, `${share} of ${answers.length}`);
  assert.deepEqual([EndpointStatus, EndpointConfigName], ["Updating", "old-V"]);
  assert.equal(pending!.EndpointConfigName, "new-V");
  const [variant] = pending!.ProductionVariants!;
  assert.equal(variant!.CurrentInstanceCount, 1);
  assert.deepEqual(
    variant!.VariantStatus!.map(({ Status, StatusMessage }) => [Status, StatusMessage]),
    [
      ["ActivatingTraffic", "20 % of the traffic"],
      ["Baking", undefined],
    ],
  );
  await shareReached("canary", 1);
  const last = (await describe("canary")).PendingDeploymentSummary!.ProductionVariants![0].VariantStatus!;
  assert.deepEqual(
    last.map(({ Status }) => Status),
    ["Baking"],
  );
  assert.equal(await invoke("canary"), "new");
  await settled("canary");
  assert.deepEqual([...new Set(await stop())].sort(), ["new", "old"]);
  const after = await describe("canary");
  assert.deepEqual([after.EndpointConfigName, after.FailureReason], ["new-V", undefined]);
  assert.deepEqual(after.LastDeploymentConfig, policy.DeploymentConfig);
  assert.ok(world.lines.some((line) => /Endpoints\/canary rollout .* alarm "unknown": it is not watched/.test(line)));
  assert.ok(!world.lines.some((line) => /alarm "never"/.test(line)));
});

test("a linear shift goes step by step, a rolling update by its batches; RetainDeploymentConfig does it again", async () => {
  await create("linear");
  const shares = async () => {
    const seen: (number | undefined)[] = [];
    for (;;) {
      const { rollout, status } = world.endpoints.get("linear")!;
      if (status === "InService") return seen;
      if (rollout !== undefined && seen.at(-1) !== rollout.share) seen.push(rollout.share);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await update("linear", "new-V", {
    DeploymentConfig: { RollingUpdatePolicy: { MaximumBatchSize: percent(50), WaitIntervalInSeconds: 1 } },
  });
  assert.deepEqual(await shares(), [0.5, 1]);
  await update("linear", "old-V", { RetainDeploymentConfig: true });
  assert.deepEqual(await shares(), [0.5, 1]);
  await update("linear", "new-V", blueGreen({ Type: "LINEAR", LinearStepSize: percent(30), WaitIntervalInSeconds: 0 }));
  await settled("linear");
  assert.equal(await invoke("linear"), "new");
});

test("too many failures send all traffic back, with the alarm and the figures in FailureReason", async () => {
  await create("errors");
  const { stop } = load("errors");
  const started = performance.now();
  const routing = { Type: "CANARY", CanarySize: percent(50), WaitIntervalInSeconds: 5 } as const;
  await update("errors", "bad-V", blueGreen(routing, ["slow", "errors"]));
  await settled("errors");
  assert.ok(performance.now() - started < 4000, "it waited for the end of the step");
  await stop();
  const { EndpointConfigName, FailureReason, PendingDeploymentSummary } = await describe("errors");
  assert.deepEqual([EndpointConfigName, PendingDeploymentSummary], ["old-V", undefined]);
  assert.match(
    FailureReason!,
    /^The alarm "errors" went off: (\d+) of \1 invocations of the new fleet failed \(100 %, limit 5 %\)\. The traffic went back/,
  );
  for (let i = 0; i < 20; i++) assert.equal(await invoke("errors"), "old");
  await world.endpoints.get("errors")!.settled();
  assert.ok(world.images.stopped.includes("status:500"));
});

test("a slow new fleet is sent back at the end of its baking, however few asked", async () => {
  await create("latency");
  await update("latency", "slow-W", blueGreen({ Type: "ALL_AT_ONCE", WaitIntervalInSeconds: 2 }, ["errors", "slow"]));
  await shareReached("latency", 1);
  await Promise.all([invoke("latency"), invoke("latency")]);
  await settled("latency");
  assert.match(
    (await describe("latency")).FailureReason!,
    /^The alarm "slow" went off: the p99 latency of 2 invocations of the new fleet was \d+\.\d ms \(limit 30 ms\)\./,
  );
  assert.equal(await invoke("latency"), "old");
});

test("while both fleets serve, a request that names a variant goes to the one that has it", async () => {
  await create("named");
  await update("named", "new-W", blueGreen({ Type: "CANARY", CanarySize: percent(50), WaitIntervalInSeconds: 1 }));
  await shareReached("named", 0.5);
  for (let i = 0; i < 10; i++) {
    assert.equal(await invoke("named", "V"), "old");
    assert.equal(await invoke("named", "W"), "new");
  }
  await settled("named");
});

test("the old fleet stays for TerminationWaitInSeconds, unless the endpoint is deleted", async () => {
  await create("kept");
  const stopped = world.images.stopped.length;
  const routing = { Type: "ALL_AT_ONCE", WaitIntervalInSeconds: 0 } as const;
  await update("kept", "new-V", blueGreen(routing, [], { TerminationWaitInSeconds: 3600 }));
  await settled("kept");
  assert.equal(await invoke("kept"), "new");
  assert.deepEqual(world.images.stopped.slice(stopped), []);
  const endpoint = world.endpoints.get("kept")!;
  await world.client.send(new DeleteEndpointCommand({ EndpointName: "kept" }));
  await waitUntilEndpointDeleted(waiting(), { EndpointName: "kept" });
  await endpoint.settled();
  assert.deepEqual(world.images.stopped.slice(stopped).sort(), ["say:new", "say:old"]);
});

test("steps of more than half the fleet are refused, and those that are too small", async () => {
  await create("sizes");
  const refused = (routing: Routing, message: string) =>
    assert.rejects(update("sizes", "new-V", blueGreen(routing)), { name: "ValidationException", message });
  await refused(
    { Type: "CANARY", CanarySize: percent(51), WaitIntervalInSeconds: 0 },
    "CanarySize must be between 1 and 50 percent of the fleet's capacity.",
  );
  await refused(
    { Type: "LINEAR", LinearStepSize: percent(9), WaitIntervalInSeconds: 0 },
    "LinearStepSize must be between 10 and 50 percent of the fleet's capacity.",
  );
  await refused(
    { Type: "LINEAR", WaitIntervalInSeconds: 0 },
    "TrafficRoutingConfiguration of type LINEAR must have LinearStepSize.",
  );
});
