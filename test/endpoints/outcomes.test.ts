import assert from "node:assert/strict";
import { test } from "node:test";
import { ContainerUnavailable, invocationErrors, Overloaded, StageError } from "../../src/endpoints/errors.js";
import { isFailure, Outcomes } from "../../src/endpoints/outcomes.js";

test("the window holds the last 1024 invocations, and ranks their latencies", () => {
  const outcomes = new Outcomes();
  assert.ok(Number.isNaN(outcomes.latency(0.5)));
  for (let ms = 1; ms <= 100; ms++) outcomes.record(ms > 90, ms);
  assert.deepEqual([outcomes.count, outcomes.failed], [100, 10]);
  assert.deepEqual(
    [outcomes.latency(0), outcomes.latency(0.5), outcomes.latency(0.99), outcomes.latency(1)],
    [1, 50, 99, 100],
  );
  for (let i = 0; i < 1024; i++) outcomes.record(false, 7);
  assert.deepEqual([outcomes.count, outcomes.failed, outcomes.latency(1)], [1024, 0, 7]);
});

test("failures are what is not the caller's doing", () => {
  const answered = (status: number) => new StageError("primary", status, "", "");
  const cases: [unknown, boolean][] = [
    [answered(500), true],
    [answered(0), true],
    [answered(400), false],
    [new Overloaded(3), true],
    [new ContainerUnavailable("primary", ""), true],
    [invocationErrors.targetModel("e"), false],
    [new Error("the client went away"), false],
  ];
  for (const [error, failure] of cases) assert.equal(isFailure(error), failure, String(error));
});
