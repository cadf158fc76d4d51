import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  InvokeEndpointAsyncCommand,
  type InvokeEndpointAsyncCommandInput,
  InvokeEndpointCommand,
} from "@aws-sdk/client-sagemaker-runtime";
import { collect } from "../../../src/bytes/source.js";
import { AsyncInvocations } from "../../../src/endpoints/async/invocations.js";
import { realTime } from "../../../src/pipeline/chain.js";
import { openWorld, region, type World } from "../sagemaker/world.js";
import { deploy } from "./deploy.js";

const topic = (name: string) => `arn:aws:sns:${region}:123456789012:${name}`;
const folder = mkdtempSync(join(tmpdir(), "kakehi-topic-"));
const hooked: object[] = [];
const webhook = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  hooked.push(JSON.parse(text));
  response.end();
});

let world: World;
before(async () => {
  await new Promise<void>((done) => webhook.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/hook`;
  world = await openWorld({ topics: { [topic("done")]: pathToFileURL(folder).href, [topic("failed")]: url } });
  await world.captured.createBucket("data");
  await world.captured.put("data", "in/rows.csv", chunks("1,2"));
  await deploy(world, "pipeline", [{ Image: "add:1" }, { Image: "say:!" }], asynchronous());
  await deploy(world, "failing", [{ Image: "status:415" }], asynchronous());
  await deploy(world, "slow", [{ Image: "slow:150" }], asynchronous({ MaxConcurrentInvocationsPerInstance: 1 }));
  await deploy(world, "plain", [{ Image: "add:1" }]);
});
after(async () => {
  await world.close();
  webhook.close();
  rmSync(folder, { recursive: true });
});

const asynchronous = (ClientConfig: object = {}) => ({
  config: {
    AsyncInferenceConfig: {
      ClientConfig,
      OutputConfig: {
        S3OutputPath: "s3://data/out/",
        S3FailurePath: "s3://data/failed",
        NotificationConfig: { SuccessTopic: topic("done"), ErrorTopic: topic("failed") },
      },
    },
  },
});

async function* chunks(text: string) {
  yield Buffer.from(text);
}

const ask = (EndpointName: string, more: Partial<InvokeEndpointAsyncCommandInput> = {}) =>
  world.runtime.send(
    new InvokeEndpointAsyncCommand({
      EndpointName,
      InputLocation: "s3://data/in/rows.csv",
      ContentType: "text/csv",
      ...more,
    }),
  );

/** Polls as clients do, until the object is there. */
async function read(location: string, within = 5_000): Promise<string> {
  for (const end = Date.now() + within; ; await sleep(10)) {
    try {
      const { body } = await world.captured.get("data", location.replace("s3://data/", ""));
      return Buffer.from(await collect(body)).toString();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

async function until(holds: () => boolean) {
  for (const end = Date.now() + 5_000; !holds(); await sleep(10)) assert.ok(Date.now() < end);
}

test("the answer is stored where the reply said, and the success topic hears of it", async () => {
  const reply = await ask("pipeline", { InferenceId: "mine-7", CustomAttributes: "a=1" });
  assert.equal(reply.$metadata.httpStatusCode, 202);
  assert.equal(reply.InferenceId, "mine-7");
  assert.match(reply.OutputLocation!, /^s3:\/\/data\/out\/[0-9a-f-]{36}\.out$/);
  assert.match(reply.FailureLocation!, /^s3:\/\/data\/failed\/[0-9a-f-]{36}-error\.out$/);
  assert.equal(await read(reply.OutputLocation!), "2,3!");
  await until(() => readdirSync(folder).length === 1);
  const notice = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), "utf8"));
  assert.equal(notice.invocationStatus, "Completed");
  assert.equal(notice.inferenceId, "mine-7");
  assert.equal(notice.responseParameters.outputLocation, reply.OutputLocation);
  assert.equal(notice.eventName, "InferenceResult");
  assert.deepEqual(world.records.all("async-invocation"), []);
});

test("a body may come inline", async () => {
  const reply = await ask("pipeline", { InputLocation: undefined, Body: Buffer.from("5") });
  assert.equal(await read(reply.OutputLocation!), "6!");
});

test("a container's refusal is stored as the failure, and the error topic hears of it", async () => {
  const reply = await ask("failing");
  assert.equal(
    await read(reply.FailureLocation!),
    'Received client error (415) from primary with message "answered 415"',
  );
  await until(() => hooked.length === 1);
  assert.equal((hooked[0] as { invocationStatus: string }).invocationStatus, "Failed");
});

test("an input that is not there is the failure", async () => {
  const reply = await ask("pipeline", { InputLocation: "s3://data/in/nothing.csv" });
  assert.match(await read(reply.FailureLocation!), /does not exist/);
});

test("requests wait their turn", async () => {
  const started = performance.now();
  const replies = await Promise.all([ask("slow"), ask("slow"), ask("slow")]);
  assert.ok(performance.now() - started < 140, "all three are acknowledged before the first is done");
  await Promise.all(replies.map(({ OutputLocation }) => read(OutputLocation!)));
  assert.ok(performance.now() - started > 440, "one at a time");
});

test("what was acknowledged and not done is taken up by the next server", async () => {
  const { records, endpoints, traces, captured, asyncInvocations } = world;
  const replies = await Promise.all([ask("slow"), ask("slow")]);
  await asyncInvocations.close(0);
  assert.ok(records.all("async-invocation").length >= 1);
  const services = { records, endpoints, traces, objects: captured, topics: {}, region, warn: assert.fail };
  const next = new AsyncInvocations({ ...services, chain: realTime });
  next.restore();
  for (const { OutputLocation } of replies) await read(OutputLocation!);
  await until(() => records.all("async-invocation").length === 0);
  await next.close(0);
});

test("what is wrong with the request is a ValidationError", async () => {
  const refused = (more: Partial<InvokeEndpointAsyncCommandInput>, message: RegExp, endpoint = "pipeline") =>
    assert.rejects(ask(endpoint, more), { name: "ValidationError", message });
  await refused({}, /has no AsyncInferenceConfig: use InvokeEndpoint/, "plain");
  await refused({}, /Endpoint nobody of account \d+ not found\./, "nobody");
  await refused({ InputLocation: undefined }, /Exactly one of InputLocation and Body/);
  await refused({ Body: Buffer.from("x") }, /Exactly one of InputLocation and Body/);
  await refused({ InputLocation: "https://example.com/x" }, /is not of the form s3:\/\/bucket\/key/);
  await refused({ RequestTTLSeconds: 59 }, /'requestTTLSeconds' failed .* greater than or equal to 60/);
  await refused({ InvocationTimeoutSeconds: 3601 }, /less than or equal to 3600/);
  await assert.rejects(world.runtime.send(new InvokeEndpointCommand({ EndpointName: "pipeline", Body: "1" })), {
    name: "ValidationError",
    message: "Endpoint pipeline takes asynchronous requests only: use InvokeEndpointAsync.",
  });
});
