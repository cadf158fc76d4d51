import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Run, SupervisedContainer } from "../../src/runtimes/supervised.js";

const spec = { name: "container-2", image: "any", environment: {}, startupTimeoutMs: 300, log: () => {} };

/** A run that is healthy as soon as it is there, and counts its stops. */
async function healthy(context: TestContext) {
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  let end = (_: string) => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const run = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ended,
    stops: 0,
    stop: async () => {
      run.stops++;
      end("stopped");
    },
  };
  return run;
}

test("a launch that takes long, such as the pull of an image, is no part of the time to become healthy", async (context) => {
  const run = await healthy(context);
  const container = new SupervisedContainer(spec, () => sleep(600).then((): Run => run));
  await container.start();
  assert.equal(await container.ping(), 200);
  await container.stop();
  assert.equal(run.stops, 1);
});

test("the end of the server does not wait for a launch; what it brings then is ended", async (context) => {
  const run = await healthy(context);
  let finish = (_: Run) => {};
  const launched = new Promise<Run>((resolve) => {
    finish = resolve;
  });
  const stopping = new AbortController();
  const container = new SupervisedContainer(spec, () => launched);
  const started = container.start(stopping.signal);
  stopping.abort(new Error("the server is being stopped"));
  await assert.rejects(started, { message: "the server is being stopped" });
  finish(run);
  await run.ended;
  assert.equal(run.stops, 1);
});

test("a container that cannot be stopped either tells why it did not start", async (context) => {
  const run = await healthy(context);
  const unstoppable: Run = {
    ...run,
    ended: Promise.resolve("exit code 3"),
    stop: () => Promise.reject(new Error("no engine")),
  };
  const container = new SupervisedContainer({ ...spec, startupTimeoutMs: 2000 }, async () => ({
    ...unstoppable,
    origin: "http://127.0.0.1:1",
  }));
  await assert.rejects(container.start(), { name: "StartError", message: /^it ended \(exit code 3\)/ });
});
