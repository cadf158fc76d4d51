import assert from "node:assert/strict";
import { test } from "node:test";
import { after } from "../../src/jobs/timer.js";

const days = (count: number) => count * 24 * 3600 * 1000;

test("a wait of 28 days, the longest a training job may have, is not over at once but after 28 days", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let called = 0;
  after(days(28), () => called++);
  context.mock.timers.tick(2 ** 31 - 1);
  context.mock.timers.tick(days(28) - 2 ** 31);
  assert.equal(called, 0);
  context.mock.timers.tick(1);
  assert.equal(called, 1);
});

test("what was taken back is not called, in whichever part of the wait", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const cancels = [days(1), days(28)].map((ms) => after(ms, () => assert.fail("called")));
  cancels[0]();
  context.mock.timers.tick(days(25));
  cancels[1]();
  context.mock.timers.tick(days(30));
});
