import assert from "node:assert/strict";
import { test } from "node:test";
import { ContainerPool } from "../../src/endpoints/container-pool.js";
import { inProcess } from "../../src/runtimes/in-process/runtime.js";
import { testImages } from "../apis/sagemaker/test-images.js";
import { remote, reply, text } from "../pipeline/support.js";

const spec = (image: string, more: object = {}) => ({
  name: "primary",
  image,
  environment: {},
  startupTimeoutMs: 1000,
  log: () => {},
  ...more,
});

function open() {
  const images = testImages();
  return { images, pool: new ContainerPool([inProcess([images])]) };
}

test("the next fleet takes over a container of the same image, artifact and environment", async () => {
  const { images, pool } = open();
  const environment = { A: "1", B: "2" };
  const old = await pool.acquire(spec("say:a", { modelDigest: "d", environment }), { fleet: 1 });
  const next = await pool.acquire(spec("say:a", { modelDigest: "d", environment: { B: "2", A: "1" } }), { fleet: 2 });
  assert.equal(next.container, old.container);
  await old.release();
  await old.release();
  assert.deepEqual(images.stopped, []);
  await next.release();
  assert.deepEqual(images.stopped, ["say:a"]);
});

test("a container's lines go to who took it last, and back when that one gives it up", async () => {
  let print = (_: string) => {};
  const image = {
    matches: () => true,
    start: async ({ log }: { log: (line: string) => void }) => {
      print = log;
      return remote(({ body }) => reply(text(body)));
    },
  };
  const pool = new ContainerPool([inProcess([image])]);
  const lines: string[] = [];
  const logging = (who: string) => spec("any", { log: (line: string) => lines.push(`${who}: ${line}`) });
  const serving = await pool.acquire(logging("serving"), {});
  print("1");
  const failing = await pool.acquire(logging("failing"), {});
  print("2");
  await failing.release();
  print("3");
  await serving.release();
  print("4");
  assert.deepEqual(lines, ["serving: 1", "failing: 2", "serving: 3", "serving: 4"]);
});

test("another image, artifact or environment is another container", async () => {
  const { images, pool } = open();
  await pool.acquire(spec("say:a", { modelDigest: "d" }), {});
  await pool.acquire(spec("say:b", { modelDigest: "d" }), {});
  await pool.acquire(spec("say:a", { modelDigest: "e" }), {});
  await pool.acquire(spec("say:a", { modelDigest: "d", environment: { A: "1" } }), {});
  assert.equal(images.started.length, 4);
});

test("within a fleet, native containers are shared and all others are not", async () => {
  const { images, pool } = open();
  const fleet = {};
  const native = [await pool.acquire(spec("add:1"), fleet), await pool.acquire(spec("add:1"), fleet)];
  const others = [await pool.acquire(spec("say:a"), fleet), await pool.acquire(spec("say:a"), fleet)];
  assert.equal(native[0].container, native[1].container);
  assert.notEqual(others[0].container, others[1].container);
  assert.deepEqual(images.started, ["add:1", "say:a", "say:a"]);
  await native[0].release();
  assert.deepEqual(images.stopped, []);
  await native[1].release();
  assert.deepEqual(images.stopped, ["add:1"]);
});

test("a container that was given back is not taken over", async () => {
  const { images, pool } = open();
  await (await pool.acquire(spec("say:a"), {})).release();
  await pool.acquire(spec("say:a"), {});
  assert.deepEqual(images.started, ["say:a", "say:a"]);
});

test("what no runtime runs, and what does not start, leaves nothing to reuse", async () => {
  const { pool } = open();
  await assert.rejects(pool.acquire(spec("mine:1"), {}), {
    name: "StartError",
    message: 'no runtime here runs the image "mine:1"',
  });
  for (let i = 0; i < 2; i++) await assert.rejects(pool.acquire(spec("broken"), {}), { name: "StartError" });
});
