import assert from "node:assert/strict";
import { test } from "node:test";
import type { NativeImage } from "../../../src/pipeline/native-image.js";
import { inProcess } from "../../../src/runtimes/in-process/runtime.js";
import { adder } from "../../pipeline/support.js";

const spec = { name: "primary", image: "adder", environment: {}, startupTimeoutMs: 50, log: () => {} };
const image = (start: NativeImage["start"]) => inProcess([{ matches: (name) => name === "adder", start }]);

test("starts the image that matches; stop may be called twice", async () => {
  let stops = 0;
  const stop = async () => void stops++;
  const runtime = image(async () => ({ ...adder(1), stop }));
  assert.equal(runtime.accepts("adder"), true);
  assert.equal(runtime.accepts("other"), false);
  const container = await runtime.start(spec);
  assert.ok(container.native);
  await container.stop();
  await container.stop();
  assert.equal(stops, 1);
});

test("what keeps a container from starting is the reason of a StartError that names it", async () => {
  const cases: [NativeImage["start"], string][] = [
    [() => Promise.reject(new Error("no bundle.json")), "no bundle.json"],
    [async () => ({ ...adder(1), ping: async () => 503 }), "/ping answered 503"],
    [() => new Promise(() => {}), "it was not ready after 0.05 s"],
  ];
  for (const [start, message] of cases) {
    await assert.rejects(image(start).start(spec), { name: "StartError", container: "primary", message });
  }
});

test("a container that is there when nobody waits for it any more is stopped", async () => {
  let stopped = () => {};
  const stop = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const late = image(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { ...adder(1), stop: async () => stopped() };
  });
  await assert.rejects(late.start(spec), { name: "StartError" });
  await stop;
});
