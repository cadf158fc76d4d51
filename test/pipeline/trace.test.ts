import assert from "node:assert/strict";
import { test } from "node:test";
import { realTime, runChain } from "../../src/pipeline/chain.js";
import { Trace, TraceStore } from "../../src/pipeline/trace.js";
import { adder, remote, reply, request } from "./support.js";

const where = { endpoint: "e", variant: "AllTraffic" };

test("a trace of times has each stage's time and status and no data", async () => {
  const trace = new Trace("times");
  const stages = [adder(1), adder(2)].map((container, index) => ({ name: `s${index}`, container }));
  await runChain(stages, request("1"), realTime, trace);
  const document = trace.finish(where, request("1"));
  assert.deepEqual(
    document.stages.map(({ container, status, handedOver }) => [container, status, handedOver]),
    [
      ["s0", 200, true],
      ["s1", 200, false],
    ],
  );
  assert.ok(document.stages.every((stage) => stage.ms >= 0 && stage.ms <= document.ms));
  assert.ok(!JSON.stringify(document).includes("data"));
});

test("a trace of data shows what went in, what each stage wrote or would have written, and which failed", async () => {
  const trace = new Trace("data");
  const binary = remote(() =>
    reply("", { body: Uint8Array.of(0xff, 0), contentType: "application/x-recordio-protobuf" }),
  );
  const failing = remote(() => reply("no", { status: 400 }));
  const stages = [adder(1), adder(2), binary, failing].map((container, index) => ({ name: `s${index}`, container }));
  const error = await runChain(stages, request("1"), realTime, trace).catch((caught: Error) => caught);
  const document = trace.finish(where, request("1"), error as Error);
  assert.equal(document.input?.data, "1");
  assert.deepEqual(
    document.stages.map(({ status, output }) => [status, output?.data, output?.encoding]),
    [
      [200, "2", "text"],
      [200, "4", "text"],
      [200, "/wA=", "base64"],
      [400, "no", "text"],
    ],
  );
  assert.match(document.error!, /client error \(400\) from s3/);
  assert.deepEqual(document.place, {});
});

test("the store keeps the newest, within a number and a size", () => {
  const store = new TraceStore({ count: 3, bytes: 4000 });
  const documents = Array.from({ length: 5 }, () => new Trace("times").finish(where, request("1")));
  for (const document of documents) store.add(document);
  assert.deepEqual(
    documents.map(({ id }) => store.get(id) !== undefined),
    [false, false, true, true, true],
  );
  store.add(new Trace("data").finish(where, request("x".repeat(3900))));
  assert.equal(store.get(documents[4].id), undefined);
});
