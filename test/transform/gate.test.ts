import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../../src/transform/workers/gate.js";

test("many are in together, one is alone, and who waits to be alone is not overtaken for ever", async () => {
  const gate = new Gate();
  const seen: string[] = [];
  const together = async (name: string, ms: number) => {
    await gate.enter();
    seen.push(`${name} in`);
    await sleep(ms);
    seen.push(`${name} out`);
    gate.leave();
  };
  const alone = async (name: string) => {
    await gate.enterAlone();
    seen.push(`${name} in`);
    await sleep(5);
    seen.push(`${name} out`);
    gate.leaveAlone();
  };
  await Promise.all([together("a", 20), together("b", 10), alone("one"), together("c", 5), alone("two")]);
  assert.deepEqual(seen, [
    ...["a in", "b in", "b out", "a out"],
    ...["one in", "one out", "two in", "two out", "c in", "c out"],
  ]);
});
