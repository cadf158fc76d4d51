import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Instance } from "../../src/endpoints/instance.js";
import { Serverless } from "../../src/endpoints/serverless.js";

/** A variant whose instances start when the test says so. */
function variantOf(config: { MaxConcurrency: number; ProvisionedConcurrency?: number }, idleMs = 60_000) {
  const starts: { succeed: () => void; fail: () => void }[] = [];
  const stopped: string[] = [];
  const start = () => {
    const id = String(starts.length);
    const lease = { container: undefined as never, release: async () => void stopped.push(id) };
    return new Promise<Instance>((resolve, reject) => {
      starts.push({
        succeed: () => resolve(new Instance(id, [], [lease], { concurrency: 1, queue: 0 })),
        fail: () => reject(new Error(`${id} does not start`)),
      });
    });
  };
  const serverless = new Serverless(config, idleMs, start);
  const idOf = async (entered: Instance | Promise<Instance>) => (await entered).id;
  const ids = () => serverless.instances.map(({ id }) => id);
  return { serverless, starts, stopped, idOf, ids };
}

test("an invocation that finds all instances at work starts one more, and waits for whichever is free first", async () => {
  const { serverless, starts, idOf, ids } = variantOf({ MaxConcurrency: 3 });
  const [first, second, third] = [serverless.enter({}), serverless.enter({}), serverless.enter({})];
  assert.equal(starts.length, 1, "the first instance starts alone");
  starts[0].succeed();
  const instance = await first;
  assert.equal(starts.length, 3);
  serverless.leave(instance);
  assert.equal(await idOf(second), "0", "the first is done before another has started");
  starts[2].succeed();
  assert.equal(await idOf(third), "2");
  starts[1].succeed();
  await sleep(1);
  assert.deepEqual(ids(), ["0", "2", "1"]);
  assert.equal(await idOf(serverless.enter({})), "1", "none more than its limit is ever started");
  assert.equal(starts.length, 3);
});

test("more than MaxConcurrency invocations are refused; one that has ended makes place", async () => {
  const { serverless, starts } = variantOf({ MaxConcurrency: 2 });
  const first = serverless.enter({});
  void serverless.enter({});
  assert.throws(() => serverless.enter({}), { name: "Throttled", message: /has 2 invocations under way/ });
  starts[0].succeed();
  serverless.leave(await first);
  await serverless.change({ MaxConcurrency: 3 });
  void serverless.enter({});
  void serverless.enter({});
  assert.throws(() => serverless.enter({}), { name: "Throttled", message: /has 3 / });
});

test("a start that fails fails who waits where there is no other instance, and nobody where there is", async () => {
  const { serverless, starts, idOf } = variantOf({ MaxConcurrency: 4 });
  const waiting = [serverless.enter({}), serverless.enter({})];
  starts[0].fail();
  for (const each of waiting) await assert.rejects(Promise.resolve(each), { message: "0 does not start" });
  const busy = serverless.enter({});
  starts[1].succeed();
  const instance = await busy;
  const next = serverless.enter({});
  starts[2].fail();
  await sleep(1);
  assert.equal(starts.length, 3, "it is not tried again and again");
  serverless.leave(instance);
  assert.equal(await idOf(next), "1");
  const more = [serverless.enter({}), serverless.enter({}), serverless.enter({})];
  assert.equal(starts.length, 6, "those that failed count no more");
  for (const each of more) void Promise.resolve(each).catch(() => {});
});

test("instances stop when they have been idle, down to those provisioned; a busy one stays", async () => {
  const { serverless, starts, stopped, ids } = variantOf({ MaxConcurrency: 3, ProvisionedConcurrency: 1 }, 50);
  const opened = serverless.open();
  starts[0].succeed();
  await opened;
  const entered = [serverless.enter({}), serverless.enter({}), serverless.enter({})];
  starts[1].succeed();
  starts[2].succeed();
  const instances = await Promise.all(entered);
  for (const instance of instances.slice(1)) serverless.leave(instance);
  while (stopped.length < 2) await sleep(5);
  assert.deepEqual([ids(), [...stopped].sort()], [["0"], ["1", "2"]]);
  serverless.leave(instances[0]);
  await sleep(120);
  assert.deepEqual([ids(), stopped.length], [["0"], 2]);
  await serverless.change({ MaxConcurrency: 3 });
  while (stopped.length < 3) await sleep(5);
  assert.deepEqual(ids(), []);
});

test("at the end nothing starts any more; those who wait are still served", async () => {
  const { serverless, starts, stopped, idOf } = variantOf({ MaxConcurrency: 3 }, 10);
  const first = serverless.enter({});
  const second = serverless.enter({});
  const ended = serverless.end();
  starts[0].succeed();
  await ended;
  serverless.leave(await first);
  assert.equal(await idOf(second), "0");
  assert.equal(starts.length, 1);
  serverless.leave(await second);
  await sleep(50);
  assert.deepEqual(stopped, [], "its fleet stops it");
  await Promise.all(serverless.instances.map((instance) => instance.retire(0)));
  assert.deepEqual(stopped, ["0"]);
});

test("an invocation whose client goes while it waits makes place for another", async () => {
  const { serverless, starts, idOf } = variantOf({ MaxConcurrency: 1 });
  const client = new AbortController();
  const gone = Promise.resolve(serverless.enter({ signal: client.signal }));
  client.abort(new Error("the client has gone"));
  await assert.rejects(gone, { message: "the client has gone" });
  const next = serverless.enter({});
  starts[0].succeed();
  assert.equal(await idOf(next), "0");
  assert.equal(starts.length, 1);
});
