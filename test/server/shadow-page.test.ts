import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  SageMakerClient,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";
import { testImages } from "../apis/sagemaker/test-images.js";

test("a shadow that is too slow delays nobody: copies beyond 64 are dropped, and the page says so", {
  timeout: 60_000,
}, async (context) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-shadow-"));
  const config = configOf({ dataFolder, port: 0, drainMs: 10, logLevel: "silent", signatures: false });
  const server = await startServer(config, { images: [testImages()] });
  context.after(async () => {
    await server.close();
    rmSync(dataFolder, { recursive: true });
  });
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const client = new SageMakerClient({ endpoint: server.url, region: "us-east-1", credentials });
  const variant = (name: string) => ({
    VariantName: name,
    ModelName: name,
    InitialInstanceCount: 1,
    InstanceType: "ml.m5.large" as const,
  });
  for (const [ModelName, Image] of Object.entries({ P: "say:p", S: "slow:5000" })) {
    await client.send(new CreateModelCommand({ ModelName, PrimaryContainer: { Image } }));
  }
  const variants = { ProductionVariants: [variant("P")], ShadowProductionVariants: [variant("S")] };
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: "c", ...variants }));
  await client.send(new CreateEndpointCommand({ EndpointName: "e", EndpointConfigName: "c" }));
  await waitUntilEndpointInService({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 }, { EndpointName: "e" });
  for (let i = 0; i < 70; i++) {
    const answer = await fetch(`${server.url}/endpoints/e/invocations`, { method: "POST", body: "x" });
    assert.equal(await answer.text(), "xp");
  }
  const page = (await (await fetch(`${server.url}/_kakehi/shadows/e`)).json()) as Record<string, object>;
  assert.deepEqual(page.shadow, {
    variant: "S",
    latencyMs: null,
    invocations: 64,
    dropped: 6,
    errors: 0,
    same: 0,
    different: 0,
  });
  assert.equal((await fetch(`${server.url}/_kakehi/shadows/none`)).status, 404);
});
