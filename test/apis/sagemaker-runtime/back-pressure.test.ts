import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { fixture } from "../../support.js";
import { openWorld, type World } from "../sagemaker/world.js";
import { deploy } from "./deploy.js";

const process = `file:${fixture("containers", "behaviours")}`;

let world: World;
before(async () => {
  world = await openWorld({ gate: { concurrency: 1, queue: 1 } });
});
after(() => world.close());

const invoke = (EndpointName: string, Body = "1") =>
  world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body, ContentType: "text/csv" }));

test("one request too many is a 503 with Retry-After; those before it are answered", async () => {
  await deploy(world, "slow", [{ Image: "slow:200" }]);
  const [first, second, third] = await Promise.allSettled([invoke("slow"), invoke("slow"), invoke("slow")]);
  assert.equal(first!.status, "fulfilled");
  assert.equal(second!.status, "fulfilled");
  assert.equal(third!.status, "rejected");
  const { reason } = third as PromiseRejectedResult;
  assert.equal(reason.name, "ServiceUnavailable");
  assert.equal(reason.$metadata.httpStatusCode, 503);
  assert.equal(reason.$response.headers["retry-after"], "1");
  assert.equal((await invoke("slow")).$metadata.httpStatusCode, 200);
});

test("while one instance is being started again the other answers", async () => {
  await deploy(world, "pair", [{ Image: process }], { instances: 2 });
  const pids = new Set<string>();
  for (let i = 0; i < 20; i++) pids.add(Buffer.from((await invoke("pair", "pid")).Body!).toString());
  assert.equal(pids.size, 2);
  await assert.rejects(invoke("pair", "crash"), { name: "ModelError" });
  let failed = 0;
  for (let i = 0; i < 20; i++) await invoke("pair", "x").catch(() => failed++);
  assert.ok(failed <= 1, `${failed} of 20 calls failed`);
});
