import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { collect } from "../../../src/bytes/source.js";
import { openWorld, type World } from "../sagemaker/world.js";
import { deploy } from "./deploy.js";

let world: World;
before(async () => {
  world = await openWorld();
  await world.captured.createBucket("captures");
});
after(() => world.close());

const captureConfig = (more: object = {}) => ({
  config: {
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      DestinationS3Uri: "s3://captures/from/here/",
      CaptureOptions: [{ CaptureMode: "Input" as const }, { CaptureMode: "Output" as const }],
      CaptureContentTypeHeader: { CsvContentTypes: ["text/csv"], JsonContentTypes: ["application/json"] },
      ...more,
    },
  },
});

const invoke = (EndpointName: string, more: object = {}) =>
  world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body: "1,2", ContentType: "text/csv", ...more }));

async function linesOf(endpoint: string) {
  await world.captures.flush();
  const { objects } = await world.captured.list("captures", { prefix: `from/here/${endpoint}/` });
  const lines = [];
  for (const { key } of objects) {
    assert.match(key, /^from\/here\/[^/]+\/V\/\d{4}\/\d\d\/\d\d\/\d\d\/\d\d-\d\d-\d{3}-[0-9a-f-]{36}\.jsonl$/);
    const { body } = await world.captured.get("captures", key);
    lines.push(
      ...Buffer.from(await collect(body))
        .toString()
        .trimEnd()
        .split("\n"),
    );
  }
  return lines.map((line) => JSON.parse(line));
}

test("a request and its answer are kept as SageMaker writes them", async () => {
  await deploy(world, "both", [{ Image: "add:1" }, { Image: "say:!" }], captureConfig());
  await invoke("both", { InferenceId: "mine-1", ContentType: "text/csv; charset=utf-8" });
  await invoke("both", { Accept: "application/json" });
  const [first, second] = await linesOf("both");
  assert.match(first.eventMetadata.eventId, /^[0-9a-f-]{36}$/);
  assert.match(first.eventMetadata.inferenceTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(first, {
    captureData: {
      endpointInput: {
        observedContentType: "text/csv; charset=utf-8",
        data: "1,2",
        encoding: "CSV",
        mode: "INPUT",
      },
      endpointOutput: { observedContentType: "text/plain", data: "MiwzIQ==", encoding: "BASE64", mode: "OUTPUT" },
    },
    eventMetadata: { ...first.eventMetadata, inferenceId: "mine-1" },
    eventVersion: "0",
  });
  assert.equal(second.captureData.endpointOutput.encoding, "JSON");
  assert.equal(second.eventMetadata.inferenceId, undefined);
});

test("only what is asked for is kept", async () => {
  await deploy(world, "input", [{ Image: "add:1" }], captureConfig({ CaptureOptions: [{ CaptureMode: "Input" }] }));
  await deploy(world, "off", [{ Image: "add:1" }], captureConfig({ EnableCapture: false }));
  await deploy(world, "none", [{ Image: "add:1" }], captureConfig({ InitialSamplingPercentage: 0 }));
  for (const endpoint of ["input", "off", "none"]) await invoke(endpoint);
  const lines = await linesOf("input");
  assert.deepEqual(Object.keys(lines[0].captureData), ["endpointInput"]);
  assert.deepEqual(await linesOf("off"), []);
  assert.deepEqual(await linesOf("none"), []);
});

test("the sample is as large as was asked for", async () => {
  await deploy(world, "half", [{ Image: "add:1" }], captureConfig({ InitialSamplingPercentage: 50 }));
  for (let i = 0; i < 200; i++) await invoke("half");
  const { length } = await linesOf("half");
  assert.ok(Math.abs(length - 100) < 45, `${length} of 200`);
});

test("a container's own output is kept where its environment asks for it", async () => {
  const watched = { Image: "add:1", Environment: { KAKEHI_CAPTURE_OUTPUT: "true" } };
  await deploy(world, "stages", [watched, { Image: "say:!" }], captureConfig());
  await invoke("stages");
  const [line] = await linesOf("stages");
  assert.equal(line.captureData.containers.length, 1);
  assert.equal(line.captureData.containers[0].container, "container-1");
  assert.equal(line.captureData.containers[0].data, "2,3");
});
