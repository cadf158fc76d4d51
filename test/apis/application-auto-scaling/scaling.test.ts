import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { clientFor } from "../../server/running.js";
import { openWorld, type World } from "../sagemaker/world.js";
import { deploy } from "../sagemaker-runtime/deploy.js";

let world: World;
let scaling: ApplicationAutoScalingClient;
before(async () => {
  world = await openWorld();
  scaling = new ApplicationAutoScalingClient({ ...clientFor(world.listener), maxAttempts: 1 });
  await deploy(world, "busy", [{ Image: "slow:5" }]);
  await deploy(world, "quiet", [{ Image: "add:1" }], { instances: 3 });
});
after(async () => {
  scaling.destroy();
  await world.close();
});

const variant = (endpoint: string) => ({
  ServiceNamespace: "sagemaker" as const,
  ResourceId: `endpoint/${endpoint}/variant/V`,
  ScalableDimension: "sagemaker:variant:DesiredInstanceCount" as const,
});
const register = (endpoint: string, MinCapacity: number, MaxCapacity: number) =>
  scaling.send(new RegisterScalableTargetCommand({ ...variant(endpoint), MinCapacity, MaxCapacity }));
const follow = (endpoint: string, TargetValue: number, more: object = {}) =>
  scaling.send(
    new PutScalingPolicyCommand({
      ...variant(endpoint),
      PolicyName: "invocations",
      PolicyType: "TargetTrackingScaling",
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue,
        PredefinedMetricSpecification: { PredefinedMetricType: "SageMakerVariantInvocationsPerInstance" },
        ScaleOutCooldown: 0,
        ScaleInCooldown: 0,
        ...more,
      },
    }),
  );
const instances = (endpoint: string) => world.endpoints.get(endpoint)!.fleet!.variant("V")!.instances.length;
const invoke = (EndpointName: string) => world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body: "1" }));

async function until(holds: () => boolean, within = 10_000) {
  for (const end = Date.now() + within; !holds(); await sleep(20)) assert.ok(Date.now() < end, world.lines.join("\n"));
}

test("instances follow the requests between the bounds, and no request fails on the way", async () => {
  await register("busy", 1, 3);
  await follow("busy", 600);
  let stop = false;
  const load = (async () => {
    while (!stop) await Promise.all([invoke("busy"), invoke("busy"), invoke("busy"), invoke("busy")]);
  })();
  await until(() => instances("busy") === 3);
  stop = true;
  await load;
  await until(() => instances("busy") === 1);
  assert.ok(world.lines.some((line) => /endpoint\/busy\/variant\/V: from 1 to [23] instances/.test(line)));
});

test("the bounds hold without any policy", async () => {
  await register("quiet", 1, 2);
  await until(() => instances("quiet") === 2);
});

test("targets and policies are described as they were given, and go when they are removed", async () => {
  const { ScalableTargetARN } = await register("quiet", 1, 4);
  assert.match(ScalableTargetARN!, /^arn:aws:application-autoscaling:us-west-2:\d{12}:scalable-target\/[0-9a-f]{32}$/);
  const { PolicyARN } = await follow("quiet", 100, { DisableScaleIn: true });
  const targets = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "sagemaker", ResourceIds: [variant("quiet").ResourceId] }),
  );
  assert.equal(targets.ScalableTargets!.length, 1);
  assert.deepEqual(
    { ...targets.ScalableTargets![0], CreationTime: undefined },
    {
      ...variant("quiet"),
      MinCapacity: 1,
      MaxCapacity: 4,
      ScalableTargetARN,
      CreationTime: undefined,
    },
  );
  const policies = () =>
    scaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: "sagemaker", ResourceId: variant("quiet").ResourceId }),
    );
  const [policy] = (await policies()).ScalingPolicies!;
  assert.equal(policy!.PolicyARN, PolicyARN);
  assert.equal(policy!.TargetTrackingScalingPolicyConfiguration!.TargetValue, 100);
  assert.ok(policy!.CreationTime instanceof Date);
  await scaling.send(new DeleteScalingPolicyCommand({ ...variant("quiet"), PolicyName: "invocations" }));
  assert.deepEqual((await policies()).ScalingPolicies, []);
  await follow("quiet", 100);
  await scaling.send(new DeregisterScalableTargetCommand(variant("quiet")));
  assert.deepEqual((await policies()).ScalingPolicies, []);
  const first = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "sagemaker", MaxResults: 1 }),
  );
  assert.equal(first.NextToken, undefined);
});

test("what is wrong is refused by AWS's codes", async () => {
  const refused = (work: Promise<unknown>, name: string, message: RegExp) => assert.rejects(work, { name, message });
  await refused(register("nobody", 1, 2), "ValidationException", /variant doesn't exist: endpoint\/nobody\/variant\/V/);
  await refused(register("busy", 3, 2), "ValidationException", /Maximum capacity cannot be less than minimum capacity/);
  await refused(register("busy", 0, 2), "ValidationException", /Minimum capacity/);
  await refused(
    follow("quiet", 5),
    "ObjectNotFoundException",
    /No scalable target found .* endpoint\/quiet\/variant\/V/,
  );
  await refused(follow("busy", 0), "ValidationException", /targetValue' failed/);
  await refused(
    scaling.send(new DeregisterScalableTargetCommand(variant("quiet"))),
    "ObjectNotFoundException",
    /No scalable target found/,
  );
  await refused(
    scaling.send(new DeleteScalingPolicyCommand({ ...variant("busy"), PolicyName: "other" })),
    "ObjectNotFoundException",
    /policy name: other/,
  );
  const elsewhere = { ...variant("busy"), ServiceNamespace: "ecs" as const, MinCapacity: 1, MaxCapacity: 2 };
  await refused(scaling.send(new RegisterScalableTargetCommand(elsewhere)), "ValidationException", /serviceNamespace/);
});

test("a serverless variant, which scales by itself, cannot be registered", async () => {
  const ServerlessConfig = { MemorySizeInMB: 1024, MaxConcurrency: 2 };
  const config = { ProductionVariants: [{ VariantName: "V", ModelName: "serverless", ServerlessConfig }] };
  await deploy(world, "serverless", [{ Image: "add:1" }], { config });
  await assert.rejects(register("serverless", 1, 2), {
    name: "ValidationException",
    message: /^A serverless variant scales by itself/,
  });
});
