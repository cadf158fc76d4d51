import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fleet } from "../../../src/endpoints/fleet.js";
import { Rollout } from "../../../src/endpoints/rollout/rollout.js";

// Of a fleet, a rollout knows nothing but its outcomes.
const fleet = () => ({ outcomes: undefined }) as Fleet;
const plan = { shares: [0.1, 1], bakeMs: 20, terminationWaitMs: 0, timeoutMs: 60_000, alarms: ["a"] };

test("goes through all steps, and counts outcomes only meanwhile", async () => {
  const rollout = new Rollout(fleet(), fleet(), plan);
  const done = rollout.run({ a: { errorShare: 0 } }, new AbortController().signal);
  assert.equal(rollout.share, 0.1);
  rollout.to.outcomes!.record(false, 1);
  await done;
  assert.equal(rollout.share, 1);
  assert.equal(rollout.to.outcomes, undefined);
});

test("an update that takes too long is given up", async () => {
  const rollout = new Rollout(fleet(), fleet(), { ...plan, bakeMs: 60_000, timeoutMs: 50 });
  await assert.rejects(rollout.run({}, new AbortController().signal), {
    message:
      "The update took longer than MaximumExecutionTimeoutInSeconds (0.05 s). The traffic went back to the old fleet.",
  });
});

test("the end of the server ends the waiting", async () => {
  const stopping = new AbortController();
  const done = new Rollout(fleet(), fleet(), { ...plan, bakeMs: 60_000 }).run({}, stopping.signal);
  stopping.abort();
  await assert.rejects(done, { name: "AbortError" });
});
