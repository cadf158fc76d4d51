import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  SageMakerClient,
  UpdateEndpointCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";
import { testImages } from "../apis/sagemaker/test-images.js";

test("an update that a restart interrupts starts its steps over, with its policy and the alarms", {
  timeout: 30_000,
}, async (context) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-rollout-"));
  context.after(() => rmSync(dataFolder, { recursive: true }));
  const alarms = { errors: { errorShare: 0.1 } };
  const config = configOf({ dataFolder, port: 0, drainMs: 100, logLevel: "silent", signatures: false, alarms });
  const start = async () => {
    const server = await startServer(config, { images: [testImages()] });
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const options = { endpoint: server.url, region: "us-east-1", credentials, maxAttempts: 1 };
    return { server, client: new SageMakerClient(options), runtime: new SageMakerRuntimeClient(options) };
  };
  let { server, client, runtime } = await start();
  context.after(() => server.close());
  const describe = () => client.send(new DescribeEndpointCommand({ EndpointName: "e" }));
  const inService = () =>
    waitUntilEndpointInService({ client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.1 }, { EndpointName: "e" });
  const baking = async () => {
    for (;;) {
      const [variant] = (await describe()).PendingDeploymentSummary?.ProductionVariants ?? [];
      if (variant!.VariantStatus![0].Status !== "Creating") return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  for (const [name, image] of Object.entries({ old: "say:old", bad: "status:500" })) {
    await client.send(new CreateModelCommand({ ModelName: name, PrimaryContainer: { Image: image } }));
    const variant = {
      VariantName: "V",
      ModelName: name,
      InitialInstanceCount: 1,
      InstanceType: "ml.m5.large",
    } as const;
    await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }));
  }
  await client.send(new CreateEndpointCommand({ EndpointName: "e", EndpointConfigName: "old" }));
  await inService();
  const routing = {
    Type: "CANARY",
    CanarySize: { Type: "CAPACITY_PERCENT", Value: 50 },
    WaitIntervalInSeconds: 60,
  } as const;
  const DeploymentConfig = {
    BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: routing },
    AutoRollbackConfiguration: { Alarms: [{ AlarmName: "errors" }] },
  };
  await client.send(new UpdateEndpointCommand({ EndpointName: "e", EndpointConfigName: "bad", DeploymentConfig }));
  await baking();
  await server.close();

  ({ server, client, runtime } = await start());
  await baking();
  const { EndpointStatus, EndpointConfigName, PendingDeploymentSummary: pending } = await describe();
  assert.deepEqual([EndpointStatus, EndpointConfigName], ["Updating", "old"]);
  assert.equal(pending!.EndpointConfigName, "bad");
  const answers = { old: 0, failed: 0 };
  while ((await describe()).EndpointStatus === "Updating") {
    const answer = runtime.send(new InvokeEndpointCommand({ EndpointName: "e", Body: "" }));
    await answer.then(
      () => answers.old++,
      () => answers.failed++,
    );
  }
  assert.ok(answers.old > 0 && answers.failed > 0);
  await inService();
  assert.match((await describe()).FailureReason!, /^The alarm "errors" went off: /);
  assert.equal((await describe()).EndpointConfigName, "old");
});
