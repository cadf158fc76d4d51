import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListModelsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { openDoor } from "../../src/aws/identity/authenticator.js";
import { json } from "../../src/aws/protocols/json.js";
import { bytes, header, label, stream } from "../../src/aws/protocols/members.js";
import { rest } from "../../src/aws/protocols/rest.js";
import { restJson } from "../../src/aws/protocols/rest-json.js";
import type { Service } from "../../src/aws/service.js";
import type { Fault } from "../../src/server/dispatch.js";
import type { Listener } from "../../src/server/listener.js";
import { clientFor, credential, serving } from "./running.js";

const controlPlane: Service = {
  id: "sagemaker",
  protocol: json("SageMaker")({
    ListModels: (context: { suffix: string }, input: { NameContains?: string }) => ({
      Models: [
        { ModelName: `${input.NameContains}${context.suffix}`, ModelArn: "arn", CreationTime: new Date(1529870369986) },
      ],
      NextToken: undefined,
    }),
  }),
  bodyLimit: 1000,
  dependencies: { suffix: "-found" },
};

const echo = rest(
  {
    route: "POST /endpoints/{EndpointName}/invocations",
    input: { EndpointName: label, ContentType: header("content-type"), Body: bytes },
    output: { ContentType: header("content-type"), Body: stream },
  },
  (_context, { EndpointName, ContentType, Body }) => {
    if (EndpointName === "broken") throw new TypeError("a fault of our own");
    if (EndpointName === "full") throw Object.assign(new Error("write"), { code: "ENOSPC" });
    return { ContentType, Body };
  },
);
const runtime: Service = {
  id: "sagemaker-runtime",
  protocol: restJson({ InvokeEndpoint: echo }),
  bodyLimit: 1000,
  dependencies: {},
};

const faults: Fault[] = [];
let listener: Listener;
let client: SageMakerClient;
let runtimeClient: SageMakerRuntimeClient;
before(async () => {
  listener = await serving([controlPlane, runtime], { faults, authenticator: openDoor(credential.caller) });
  client = new SageMakerClient(clientFor(listener));
  runtimeClient = new SageMakerRuntimeClient({ ...clientFor(listener), maxAttempts: 1 });
});
after(async () => {
  client.destroy();
  runtimeClient.destroy();
  await listener.close();
});

test("AWS JSON: members go in and out, dates as seconds, undefined members not at all", async () => {
  const { Models } = await client.send(new ListModelsCommand({ NameContains: "abalone" }));
  assert.deepEqual(Models, [{ ModelName: "abalone-found", ModelArn: "arn", CreationTime: new Date(1529870369986) }]);
});

test("REST JSON: path, headers and the payload", async () => {
  const Body = new Uint8Array([0, 255, 10]);
  const answer = await runtimeClient.send(
    new InvokeEndpointCommand({ EndpointName: "e-1", ContentType: "application/x-test", Body }),
  );
  assert.deepEqual(new Uint8Array(answer.Body!), Body);
  assert.equal(answer.ContentType, "application/x-test");
});

test("a body over the service's limit is refused", async () => {
  const reply = await fetch(`${listener.url}/endpoints/e/invocations`, { method: "POST", body: "x".repeat(1001) });
  assert.equal(reply.status, 413);
  assert.equal(reply.headers.get("x-amzn-errortype"), "413");
});

test("an unexpected fault is an InternalFailure, and reported with its request id", async () => {
  const failing = runtimeClient.send(new InvokeEndpointCommand({ EndpointName: "broken", Body: new Uint8Array() }));
  await assert.rejects(failing, { name: "InternalFailure" });
  assert.equal(faults.length, 1);
  assert.match(String(faults[0].error), /a fault of our own/);
  assert.equal(faults[0].operation, "InvokeEndpoint");
  const full = runtimeClient.send(new InvokeEndpointCommand({ EndpointName: "full", Body: new Uint8Array() }));
  await assert.rejects(full, { name: "InternalFailure", message: "The disk that holds this server's data is full." });
});

test("operations and services that are not there are named, in the protocol of the request", async () => {
  const post = async (headers: Record<string, string>, body: string, path = "/") => {
    const reply = await fetch(listener.url + path, { method: "POST", headers, body });
    return { status: reply.status, type: reply.headers.get("x-amzn-errortype"), text: await reply.text() };
  };
  const operation = await post({ "x-amz-target": "SageMaker.CreateDomain" }, "{}");
  assert.equal(operation.status, 400);
  assert.deepEqual(JSON.parse(operation.text), {
    __type: "UnknownOperationException",
    message: "The operation CreateDomain is not known to this service.",
  });
  const service = await post({ "x-amz-target": "DynamoDB_20120810.ListTables" }, "{}");
  assert.match(service.text, /UnknownOperationException.*DynamoDB_20120810\.ListTables/);
  const queried = await post(
    { "content-type": "application/x-www-form-urlencoded", host: "sqs" },
    "Action=A&Version=1",
  );
  assert.match(queried.text, /<Code>InvalidAction<\/Code><Message>Could not find operation A for version 1</);
  const routed = await post({}, "", "/endpoints/e/nothing");
  assert.equal(routed.status, 404);
  assert.equal(routed.type, "UnknownOperationException");
});

test("a body that is not a JSON object is a SerializationException", async () => {
  for (const body of ["{", "[]", "7", "\u00ff"]) {
    const reply = await fetch(listener.url, {
      method: "POST",
      headers: { "x-amz-target": "SageMaker.ListModels" },
      body: Buffer.from(body, "latin1"),
    });
    assert.equal(reply.status, 400);
    assert.equal(((await reply.json()) as { __type: string }).__type, "SerializationException");
  }
});
