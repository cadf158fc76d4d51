import assert from "node:assert/strict";
import { test } from "node:test";
import { Overloaded } from "../../src/endpoints/errors.js";
import { Gate } from "../../src/endpoints/gate.js";

test("so many are inside, so many wait in order, the rest are refused", async () => {
  const gate = new Gate({ concurrency: 2, queue: 2 });
  const order: string[] = [];
  assert.equal(gate.enter({}), undefined);
  assert.equal(gate.enter({}), undefined);
  const third = gate.enter({})!.then(() => order.push("third"));
  const fourth = gate.enter({})!.then(() => order.push("fourth"));
  assert.equal(gate.load, 4);
  assert.throws(() => gate.enter({}), Overloaded);
  gate.leave();
  await third;
  gate.leave();
  await fourth;
  assert.deepEqual(order, ["third", "fourth"]);
  assert.equal(gate.load, 2);
  gate.leave();
  gate.leave();
  assert.equal(gate.load, 0);
  assert.equal(gate.enter({}), undefined);
});

test("whoever goes while waiting makes place for another, and is not let in", async () => {
  const gate = new Gate({ concurrency: 1, queue: 1 });
  gate.enter({});
  const client = new AbortController();
  const gone = gate.enter({ signal: client.signal })!;
  assert.throws(() => gate.enter({}), Overloaded);
  client.abort(new Error("the client has gone"));
  await assert.rejects(gone, { message: "the client has gone" });
  await assert.rejects(gate.enter({ signal: client.signal })!, { message: "the client has gone" });
  const next = gate.enter({})!;
  gate.leave();
  await next;
  assert.equal(gate.load, 1);
});
