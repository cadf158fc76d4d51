import assert from "node:assert/strict";
import { test } from "node:test";
import { type DeploymentPolicy, rolloutPlan } from "../../../src/endpoints/rollout/policy.js";

const routed = (Type: string, size: object = {}, more: object = {}): DeploymentPolicy => ({
  BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type, WaitIntervalInSeconds: 60, ...size }, ...more },
});
const percent = (Value: number) => ({ Type: "CAPACITY_PERCENT", Value });
const instances = (Value: number) => ({ Type: "INSTANCE_COUNT", Value });

test("without a policy all goes over at once, watched by nobody", () => {
  const plan = rolloutPlan(undefined, 3);
  const none = { shares: [1], bakeMs: 0, terminationWaitMs: 0, timeoutMs: Number.POSITIVE_INFINITY, alarms: [] };
  assert.deepEqual(plan, none);
});

test("the steps follow the size, in percent or instances", () => {
  const shares = (policy: DeploymentPolicy, count = 4) => rolloutPlan(policy, count).shares;
  assert.deepEqual(shares(routed("ALL_AT_ONCE")), [1]);
  assert.deepEqual(shares(routed("CANARY", { CanarySize: percent(10) })), [0.1, 1]);
  assert.deepEqual(shares(routed("CANARY", { CanarySize: instances(1) })), [0.25, 1]);
  assert.deepEqual(shares(routed("CANARY", { CanarySize: instances(1) }), 1), [0.5, 1]);
  assert.deepEqual(shares(routed("LINEAR", { LinearStepSize: percent(40) })), [0.4, 0.8, 1]);
  assert.deepEqual(shares(routed("LINEAR", { LinearStepSize: instances(1) }), 3).length, 3);
  assert.deepEqual(shares(routed("LINEAR", { LinearStepSize: percent(10) })).length, 10);
  const rolling = { RollingUpdatePolicy: { MaximumBatchSize: instances(2), WaitIntervalInSeconds: 1 } };
  assert.deepEqual(shares(rolling), [0.5, 1]);
});

test("times are taken over in ms, alarms by name", () => {
  const more = { TerminationWaitInSeconds: 5, MaximumExecutionTimeoutInSeconds: 600 };
  const plan = rolloutPlan(
    { ...routed("ALL_AT_ONCE", {}, more), AutoRollbackConfiguration: { Alarms: [{ AlarmName: "a" }, {}] } },
    1,
  );
  assert.deepEqual(plan, { shares: [1], bakeMs: 60_000, terminationWaitMs: 5000, timeoutMs: 600_000, alarms: ["a"] });
});
