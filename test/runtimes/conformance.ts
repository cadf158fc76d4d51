import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { runChain } from "../../src/pipeline/chain.js";
import type { Invocation } from "../../src/pipeline/container.js";
import { ContainerUnavailable, StageError } from "../../src/pipeline/errors.js";
import { type ContainerSpec, type RunningContainer, type Runtime, StartError } from "../../src/runtimes/runtime.js";

/** A runtime under test, and the image under which it finds `fixtures/containers/behaviours`. */
export interface Candidate {
  readonly name: string;
  readonly runtime: Runtime;
  readonly image: string;
}

/** What must hold for every runtime that starts containers of its own: the contract of `src/runtimes/runtime.ts`. */
export function conformance({ name, runtime, image }: Candidate): void {
  const logs: string[] = [];

  async function start(context: TestContext, change: Partial<ContainerSpec> = {}): Promise<RunningContainer> {
    logs.length = 0;
    const container = await runtime.start({
      name: "container-2",
      image,
      environment: {},
      startupTimeoutMs: 20_000,
      log: (line) => logs.push(line),
      ...change,
    });
    context.after(() => container.stop());
    return container;
  }
  const behaving = (BEHAVIOUR: string) => ({ environment: { BEHAVIOUR } });
  const refusal = async (change: Partial<ContainerSpec>) => {
    const spec = { name: "container-2", image, environment: {}, startupTimeoutMs: 20_000, log: () => {}, ...change };
    const error = await runtime.start(spec).then(
      () => assert.fail("it started"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof StartError, String(error));
    assert.equal(error.container, "container-2");
    return error.message;
  };

  test(`${name}: accepts its image`, () => assert.ok(runtime.accepts(image)));

  test(`${name}: starts with the argument serve, answers, and logs both outputs from the first line`, async (context) => {
    const container = await start(context);
    assert.equal(await container.ping(), 200);
    const reply = await container.invoke({ ...ask("1,2"), headers: { "x-amzn-sagemaker-custom-attributes": "a=1" } });
    assert.equal(reply.status, 200);
    assert.equal(reply.contentType, "text/csv");
    assert.equal(reply.headers["x-amzn-sagemaker-custom-attributes"], "a=1");
    assert.equal(text(reply), "1,2");
    assert.match(text(await container.executionParameters()), /"MaxConcurrentTransforms":2/);
    assert.ok(logs.includes("starting with serve"), logs.join("\n"));
    assert.ok(logs.includes("and this goes to stderr"));
  });

  test(`${name}: gives SageMaker's variables, the definition's, and the model folder`, async (context) => {
    const modelFolder = mkdtempSync(join(tmpdir(), "kakehi-model-"));
    context.after(() => rmSync(modelFolder, { recursive: true }));
    writeFileSync(join(modelFolder, "model.txt"), "the model");
    const container = await start(context, { modelFolder, environment: { COLOUR: "blue" } });
    const environment = JSON.parse(text(await container.invoke(ask("environment"))));
    assert.equal(environment.COLOUR, "blue");
    assert.match(environment.SAGEMAKER_BIND_TO_PORT, /^\d+$/);
    assert.match(environment.SAGEMAKER_SAFE_PORT_RANGE, /^\d+-\d+$/);
    assert.equal(environment.AWS_SECRET_ACCESS_KEY, undefined);
    assert.equal(text(await container.invoke(ask("model"))), "the model");
  });

  test(`${name}: sends the headers it was given and no Accept of its own`, async (context) => {
    const container = await start(context);
    const headers = JSON.parse(
      text(await container.invoke({ ...ask("headers"), headers: { traceparent: "00-1-2-3" } })),
    );
    assert.equal(headers.traceparent, "00-1-2-3");
    assert.equal(headers.accept, undefined);
    assert.equal(headers["content-type"], "text/csv");
  });

  test(`${name}: waits for a slow start`, async (context) => {
    const before = performance.now();
    await start(context, behaving("slow start"));
    assert.ok(performance.now() - before > 900);
  });

  test(`${name}: never healthy: says what the ping said and the last lines`, async () => {
    const message = await refusal({ ...behaving("never healthy"), startupTimeoutMs: 2_500 });
    assert.match(message, /not healthy after 2\.5 s, \/ping answered 503/);
    assert.match(message, /Its last lines: .*and this goes to stderr/);
  });

  test(`${name}: a crash at start: says the exit code and the last lines`, async () => {
    const message = await refusal(behaving("crash at start"));
    assert.match(message, /exit code 3/);
    assert.match(message, /no such model/);
  });

  test(`${name}: a start can be given up`, async () => {
    const controller = new AbortController();
    const spec = { name: "container-2", image, startupTimeoutMs: 20_000, log: () => {}, ...behaving("never healthy") };
    setTimeout(() => controller.abort(new Error("enough")), 500);
    await assert.rejects(runtime.start(spec, controller.signal), /enough/);
  });

  test(`${name}: a crash later: the call fails, the next are refused at once, then it is back`, async (context) => {
    const container = await start(context);
    const first = text(await container.invoke(ask("pid")));
    await assert.rejects(container.invoke(ask("crash")));
    for (const end = Date.now() + 15_000; ; ) {
      const before = performance.now();
      try {
        const pid = text(await container.invoke(ask("pid")));
        assert.ok(pid !== first || name === "docker");
        break;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        assert.ok(performance.now() - before < 1_000, "a refused call does not hang");
        assert.ok(Date.now() < end, `it is back within 15 s: ${error}`);
        if (!(error instanceof ContainerUnavailable)) assert.match(String(error), /socket|closed|ECONN|connect/i);
        await sleep(50);
      }
    }
    assert.ok(
      logs.some((line) => line.includes("exit code 7")),
      logs.slice(-5).join("\n"),
    );
  });

  test(`${name}: a hanging request ends with the time budget`, async (context) => {
    const stage = { name: "container-2", container: await start(context) };
    const options = { budgetMs: 300, hopLimitBytes: 1 << 20, fuse: true };
    await assert.rejects(runChain([stage], ask("hang"), options), (error) => {
      assert.ok(error instanceof StageError);
      assert.match(error.message, /Your invocation timed out while waiting for a response from container container-2/);
      return true;
    });
    assert.equal(await stage.container.ping(), 200);
  });

  test(`${name}: a huge reply arrives whole`, async (context) => {
    const reply = await (await start(context)).invoke(ask("huge"));
    assert.equal(reply.body.length, 8 << 20);
  });

  test(`${name}: a reply without a content type has none`, async (context) => {
    const reply = await (await start(context)).invoke(ask("no type"));
    assert.equal(reply.contentType, undefined);
    assert.equal(text(reply), "untyped");
  });

  test(`${name}: answers of 4xx and 5xx come back as they are`, async (context) => {
    const container = await start(context);
    assert.deepEqual(shape(await container.invoke(ask("refuse"))), [415, "not this"]);
    assert.deepEqual(shape(await container.invoke(ask("break"))), [500, "broken"]);
  });

  test(`${name}: a connection reset is an error of that call only`, async (context) => {
    const container = await start(context);
    await assert.rejects(container.invoke(ask("reset")));
    assert.equal(text(await container.invoke(ask("again"))), "again");
  });

  test(`${name}: SIGTERM ignored: ended all the same`, async (context) => {
    const container = await start(context, behaving("ignore SIGTERM"));
    const before = performance.now();
    await container.stop();
    assert.ok(performance.now() - before < 10_000);
    await assert.rejects(container.ping());
  });

  test(`${name}: a flood of lines is logged to the last one and does not stop the answer`, async (context) => {
    const container = await start(context);
    assert.equal(text(await container.invoke(ask("flood"))), "flood");
    for (const end = Date.now() + 10_000; !logs.some((line) => line.startsWith("line 19999")); await sleep(20)) {
      assert.ok(Date.now() < end, `${logs.length} lines have come`);
    }
  });

  test(`${name}: stop may be called twice`, async (context) => {
    const container = await start(context);
    await Promise.all([container.stop(), container.stop()]);
    await container.stop();
  });
}

function ask(body: string): Invocation {
  return { contentType: "text/csv", accept: undefined, headers: {}, body: new TextEncoder().encode(body) };
}

function text(reply: { body: Uint8Array }): string {
  return new TextDecoder().decode(reply.body);
}

function shape(reply: { status: number; body: Uint8Array }): [number, string] {
  return [reply.status, text(reply)];
}
