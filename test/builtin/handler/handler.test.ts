import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { handler } from "../../../src/builtin/handler/image.js";
import { runChain } from "../../../src/pipeline/chain.js";
import type { Invocation, Reply } from "../../../src/pipeline/container.js";
import { ContainerUnavailable, StageError } from "../../../src/pipeline/errors.js";
import type { NativeStart } from "../../../src/pipeline/native-image.js";
import { fixture } from "../../support.js";

const behaviours = pathToFileURL(fixture("handlers", "behaviours.mjs")).href;

async function start(context: TestContext, change: Partial<NativeStart> = {}) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const container = await handler.start({ name: "container-3", image: behaviours, environment: {}, log, ...change });
  context.after(() => container.stop!());
  return { container, lines };
}

const ask = (body: string, more: Partial<Invocation> = {}): Invocation => ({
  contentType: "text/csv",
  accept: undefined,
  headers: {},
  body: new TextEncoder().encode(body),
  ...more,
});
const shape = ({ status, contentType, body }: Reply) => [status, contentType, new TextDecoder().decode(body)];

test("the images it answers to", () => {
  for (const image of ["kakehi/handler", "kakehi/handler:1", "file:./a.mjs", "file:///a/b.js", "file:c.cjs"]) {
    assert.ok(handler.matches(image), image);
  }
  for (const image of ["file:./folder", "kakehi/xgboost", "other/handler"]) assert.ok(!handler.matches(image), image);
});

test("load, parse, predict and format are called with what the toolkit's functions get", async (context) => {
  const modelFolder = mkdtempSync(join(tmpdir(), "kakehi-handler-"));
  context.after(() => rmSync(modelFolder, { recursive: true }));
  cpSync(fixture("handlers", "all-functions.mjs"), join(modelFolder, "handler.mjs"));
  writeFileSync(join(modelFolder, "offset.txt"), "10");
  const environment = { COLOUR: "blue" };
  const { container } = await start(context, { image: "kakehi/handler", modelFolder, environment });
  const headers = { "x-amzn-sagemaker-custom-attributes": "a=1" };
  const reply = await container.invoke(ask("1,2,3", { contentType: "text/x-cells", headers }));
  const prediction = { cells: 13, contentType: "text/x-cells", attributes: "a=1", colour: "blue" };
  assert.deepEqual(shape(reply), [200, "application/x-mine", JSON.stringify(prediction)]);
  assert.equal(reply.headers["x-amzn-sagemaker-custom-attributes"], "from=handler");
  assert.equal((await container.invoke(ask("1", { accept: "text/plain" }))).contentType, "text/plain");
});

test("the module is found in code/ and by SAGEMAKER_PROGRAM", async (context) => {
  const modelFolder = mkdtempSync(join(tmpdir(), "kakehi-handler-"));
  context.after(() => rmSync(modelFolder, { recursive: true }));
  mkdirSync(join(modelFolder, "code"));
  cpSync(fixture("handlers", "behaviours.mjs"), join(modelFolder, "code", "inference.mjs"));
  const image = "kakehi/handler";
  await start(context, { image, modelFolder, environment: { SAGEMAKER_PROGRAM: "inference.mjs" } });
  await assert.rejects(
    start(context, { image, modelFolder }),
    /no handler module; looked for handler\.mjs, .*code\/index/,
  );
  await assert.rejects(start(context, { image }), /needs a model archive/);
});

test("a module that cannot serve is refused with the reason", async (context) => {
  const at = (name: string) => pathToFileURL(fixture("handlers", name)).href;
  await assert.rejects(start(context, { image: at("no-predict.mjs") }), /exports no function predict/);
  await assert.rejects(start(context, { image: at("nowhere.mjs") }), /there is no handler module .*nowhere\.mjs/);
});

test("without parse and format: csv, json and jsonlines in and out", async (context) => {
  const { container } = await start(context);
  const rows = 'a,"b ""c"", d"\r\n1,2\n';
  const both = '[["a","b \\"c\\", d"],["1","2"]]';
  assert.deepEqual(shape(await container.invoke(ask(rows))), [200, "application/json", both]);
  const csv = await container.invoke(ask(rows, { accept: "text/csv" }));
  assert.deepEqual(shape(csv), [200, "text/csv", 'a,"b ""c"", d"\n1,2\n']);
  const lines = await container.invoke(ask(rows, { accept: "application/jsonlines" }));
  assert.deepEqual(shape(lines), [200, "application/jsonlines", '["a","b \\"c\\", d"]\n["1","2"]\n']);
  const json = await container.invoke(ask('[["é",null]]', { contentType: "application/json; charset=utf-8" }));
  assert.deepEqual(shape(json), [200, "application/json", '[["é",null]]']);
  const jsonlines = await container.invoke(ask('["x"]\n\n["y"]', { contentType: "application/jsonlines" }));
  assert.deepEqual(shape(jsonlines), [200, "application/json", '[["x"],["y"]]']);
});

test("the default Accept comes from the environment", async (context) => {
  const { container } = await start(context, { environment: { SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT: "text/csv" } });
  assert.deepEqual(shape(await container.invoke(ask("1,2"))), [200, "text/csv", "1,2\n"]);
  assert.deepEqual(shape(await container.invoke(ask("1,2", { accept: "*/*" }))), [200, "text/csv", "1,2\n"]);
});

test("what cannot be read or written is a 4xx that names both sides", async (context) => {
  const { container } = await start(context);
  const [status, , text] = shape(await container.invoke(ask("x", { contentType: "image/png" })));
  assert.equal(status, 415);
  assert.match(text as string, /image\/png is not supported: this handler reads application\/json, text\/csv/);
  assert.equal((await container.invoke(ask("x", { accept: "image/png" }))).status, 406);
  assert.equal((await container.invoke(ask("{", { contentType: "application/json" }))).status, 400);
});

test("what the handler throws is a 500 with its message, or the status it says; its output is logged", async (context) => {
  const { container, lines } = await start(context);
  assert.deepEqual(shape(await container.invoke(ask("throw"))), [500, "text/plain", "no such thing"]);
  assert.deepEqual(shape(await container.invoke(ask("status"))), [422, "text/plain", "not these columns"]);
  await container.invoke(ask("log"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(lines.includes("loaded"));
  assert.ok(lines.includes("said on stderr"));
  assert.ok(lines.some((line) => line.includes("Error: no such thing")));
});

for (const end of ["exit", "uncaught"]) {
  test(`a handler that ends (${end}) fails its call only, and is started again`, async (context) => {
    const { container } = await start(context);
    const before = shape(await container.invoke(ask("thread")))[2];
    await assert.rejects(container.invoke(ask(end)), { status: 500, message: /The handler crashed: / });
    for (const deadline = Date.now() + 5_000; ; ) {
      try {
        assert.notEqual(shape(await container.invoke(ask("thread")))[2], before);
        break;
      } catch (error) {
        assert.ok(error instanceof ContainerUnavailable, String(error));
        assert.ok(Date.now() < deadline);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    assert.equal(await container.ping(), 200);
  });
}

test("an endless loop costs its call the time budget, never the server; the handler is back after it", async (context) => {
  const { container } = await start(context);
  const stage = { name: "container-3", container };
  const options = { budgetMs: 200, hopLimitBytes: 1 << 20, fuse: true };
  await assert.rejects(runChain([stage], ask("loop"), options), (error) => {
    assert.ok(error instanceof StageError);
    assert.match(error.message, /Your invocation timed out/);
    return true;
  });
  for (const deadline = Date.now() + 5_000; (await container.ping()) !== 200; ) {
    assert.ok(Date.now() < deadline);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal((await container.invoke(ask("1"))).status, 200);
});

test("a call that hangs without blocking leaves the handler alone", async (context) => {
  const { container } = await start(context);
  const before = shape(await container.invoke(ask("thread")))[2];
  const options = { budgetMs: 100, hopLimitBytes: 1 << 20, fuse: true };
  await assert.rejects(runChain([{ name: "primary", container }], ask("hang"), options), StageError);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  assert.equal(shape(await container.invoke(ask("thread")))[2], before);
});
