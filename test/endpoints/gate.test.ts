import assert from "node:assert/strict";
import { test } from "node:test";
import { Overloaded } from "../../src/endpoints/errors.js";
import { Gate } from "../../src/endpoints/gate.js";

test("so many are inside, so many wait in order, the rest are refused", async () => {
  const gate = new Gate({ concurrency: 2, queue: 2 });
  const order: string[] = [];
  assert.equal(gate.enter(), undefined);
  assert.equal(gate.enter(), undefined);
  const third = gate.enter()!.then(() => order.push("third"));
  const fourth = gate.enter()!.then(() => order.push("fourth"));
  assert.equal(gate.load, 4);
  assert.throws(() => gate.enter(), Overloaded);
  gate.leave();
  await third;
  gate.leave();
  await fourth;
  assert.deepEqual(order, ["third", "fourth"]);
  assert.equal(gate.load, 2);
  gate.leave();
  gate.leave();
  assert.equal(gate.load, 0);
  assert.equal(gate.enter(), undefined);
});
