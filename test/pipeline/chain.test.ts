import assert from "node:assert/strict";
import { test } from "node:test";
import { type ChainOptions, realTime, runChain } from "../../src/pipeline/chain.js";
import type { Container } from "../../src/pipeline/container.js";
import { ContainerError, StageError } from "../../src/pipeline/errors.js";
import { stageNames } from "../../src/pipeline/stage.js";
import { adder, remote, reply, request, text } from "./support.js";

const chainOf = (...containers: Container[]) => {
  const names = stageNames(containers.map(() => undefined));
  return containers.map((container, index) => ({ name: names[index], container }));
};
const within = (options: Partial<ChainOptions>) => ({ ...realTime, ...options });

test("a reply's body and content type, parameters included, are the next request's; Accept goes to the last only", async () => {
  const first = remote(() => reply("b", { contentType: "text/csv; charset=utf-8" }));
  const second = remote(() => reply("c", { contentType: "application/json" }));
  const third = remote(() => reply("d", { headers: { "x-amzn-sagemaker-custom-attributes": "from the last" } }));
  const headers = { "x-amzn-sagemaker-custom-attributes": "from the client", traceparent: "00-1-2-01" };
  const answer = await runChain(
    chainOf(first, second, third),
    request("a", { accept: "image/png", headers }),
    realTime,
  );
  const calls = [first, second, third].map((container) => container.seen[0]);
  assert.deepEqual(
    calls.map(({ contentType, accept, body }) => [contentType, accept, text(body)]),
    [
      ["text/csv", undefined, "a"],
      ["text/csv; charset=utf-8", undefined, "b"],
      ["application/json", "image/png", "c"],
    ],
  );
  for (const call of calls) assert.equal(call.headers, headers);
  assert.equal(text(answer.body), "d");
  assert.deepEqual(answer.headers, { "x-amzn-sagemaker-custom-attributes": "from the last" });
});

test("native neighbours hand frames over; the answer is that of the unfused chain", async () => {
  for (const accept of [undefined, "text/csv"]) {
    const containers = [adder(1), adder(10), adder(100)];
    const fused = await runChain(chainOf(...containers), request("1,2.5", { accept }), realTime);
    assert.deepEqual(
      containers.map((container) => container.calls),
      [
        { parse: 1, format: 0, adopt: 0 },
        { parse: 0, format: 0, adopt: 1 },
        { parse: 0, format: 1, adopt: 1 },
      ],
    );
    assert.equal(text(fused.body), "112,113.5");
    const plain = await runChain(chainOf(...containers), request("1,2.5", { accept }), within({ fuse: false }));
    assert.deepEqual(fused, plain);
    assert.equal(containers[1].calls.parse, 1);
  }
});

test("a native stage that does not adopt, and one that is reached by bytes, get text", async () => {
  const hop = remote((invocation) => reply(`${text(invocation.body)},7`));
  const answer = await runChain(chainOf(adder(1), adder(1, { adopts: false }), hop, adder(1)), request("1"), realTime);
  assert.equal(text(hop.seen[0].body), "3");
  assert.equal(text(answer.body), "4,8");
});

test("an answer that is not 2xx names the container, with its status and body; later containers are not called", async () => {
  const last = remote(() => reply("never"));
  const cases: [Container, number, string, string][] = [
    [remote(() => reply("bad type", { status: 415 })), 415, "bad type", "client"],
    [remote(() => reply("oops", { status: 500 })), 500, "oops", "server"],
    [adder(-5), 400, "negative number", "client"],
  ];
  for (const [container, status, body, side] of cases) {
    const run = runChain(chainOf(adder(0), container, adder(0), last), request("1"), realTime);
    const name = container.native === undefined ? "container-2" : "container-3";
    await assert.rejects(run, (error) => {
      assert.ok(error instanceof StageError);
      assert.deepEqual([error.container, error.status, error.body], [name, status, body]);
      assert.equal(error.message, `Received ${side} error (${status}) from ${name} with message "${body}"`);
      return true;
    });
  }
  assert.equal(last.seen.length, 0);
});

test("a native container's refusal keeps the place that it names", async () => {
  const place = { node: "index", op: "string_indexer", column: "sex", row: 3 };
  const native = { ...adder(1).native!, run: () => raise(new ContainerError(400, "unseen label", { place })) };
  const run = runChain(chainOf(adder(1), { ...adder(1), native }), request("1"), realTime);
  await assert.rejects(run, { container: "container-2", place });
});

function raise(error: Error): never {
  throw error;
}

test("an unforeseen error in a native container is a 500 of that container", async () => {
  await assert.rejects(runChain(chainOf(adder(1)), request("x"), realTime), {
    container: "primary",
    status: 500,
    message: 'Received server error (500) from primary with message "not a number"',
  });
});

test("an empty 204 from a middle container is passed on", async () => {
  const last = remote(() => reply("end"));
  assert.equal(text((await runChain(chainOf(adder(1), last), request(""), realTime)).body), "end");
  assert.equal(last.seen[0].body.length, 0);
});

test("more than 5 MB between containers is refused, by SageMaker's text; a fused hop sends nothing", async () => {
  const big = remote(() => reply("x".repeat(6_000_000)));
  await assert.rejects(
    runChain(
      chainOf(
        big,
        remote(() => reply("")),
      ),
      request("a"),
      realTime,
    ),
    {
      name: "StageError",
      container: "container-1",
      message:
        "Received response from container-1 with status code 200. However, the request payload from container-1 to container-2 " +
        "is 6000000 bytes, which has exceeded the maximum limit of 5 MB",
    },
  );
  assert.equal((await runChain(chainOf(big), request("a"), realTime)).body.length, 6_000_000);
  const numbers = Array(20).fill("1").join(",");
  for (const fuse of [true, false]) {
    await runChain(chainOf(adder(1), adder(1)), request(numbers), within({ hopLimitBytes: 8, fuse }));
  }
});

test("the budget is one for the whole chain; who spends it is named with status 0", async () => {
  const slow = remote(() => new Promise((resolve) => setTimeout(() => resolve(reply("late")), 60)));
  await assert.rejects(runChain(chainOf(slow, slow), request("a"), within({ budgetMs: 90 })), {
    container: "container-2",
    status: 0,
    message:
      'Received server error (0) from container-2 with message "Your invocation timed out while waiting for a response from ' +
      "container container-2. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try " +
      'again."',
  });
  assert.ok(slow.seen[1].signal!.aborted);
});

test("a broken connection is status 0 of that container", async () => {
  const broken = remote(() => Promise.reject(new Error("ECONNRESET")));
  await assert.rejects(runChain(chainOf(broken), request("a"), realTime), { container: "primary", status: 0 });
});

test("a client that has gone ends the chain with its signal's reason", async () => {
  const hanging = remote(() => new Promise(() => {}));
  const controller = new AbortController();
  const run = runChain(chainOf(hanging), request("a", { signal: controller.signal }), realTime);
  controller.abort(new Error("gone"));
  await assert.rejects(run, /gone/);
});

test("containers are called primary, or by host name, or container-N", () => {
  assert.deepEqual(stageNames([undefined]), ["primary"]);
  assert.deepEqual(stageNames(["ignored"]), ["primary"]);
  assert.deepEqual(stageNames([undefined, "second", undefined]), ["container-1", "second", "container-3"]);
});
