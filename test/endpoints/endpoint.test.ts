import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  UpdateEndpointCommand,
  waitUntilEndpointDeleted,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { openWorld, type World } from "../apis/sagemaker/world.js";

let world: World;
before(async () => {
  world = await openWorld({ statusDelayMs: 300 });
});
after(() => world.close());

const waiting = () => ({ client: world.client, maxWaitTime: 20, minDelay: 0.01, maxDelay: 0.1 });

async function createConfig(name: string, Image: string) {
  await world.client.send(new CreateModelCommand({ ModelName: name, PrimaryContainer: { Image } }));
  const variant = { VariantName: "V", ModelName: name, InitialInstanceCount: 1, InstanceType: "ml.m5.large" as const };
  await world.client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant] }));
}

test("an endpoint is gone when the containers of an update before are: not before their last request, and not hours after", async () => {
  await createConfig("first", "slow:2000");
  await createConfig("second", "say:second");
  const EndpointName = "gone";
  await world.client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: "first" }));
  await waitUntilEndpointInService(waiting(), { EndpointName });
  const last = world.runtime.send(new InvokeEndpointCommand({ EndpointName, Body: "last" }));
  while (world.endpoints.get(EndpointName)!.fleet!.variant("V")!.instances[0].inFlight === 0) await sleep(5);
  await world.client.send(
    new UpdateEndpointCommand({
      EndpointName,
      EndpointConfigName: "second",
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: { Type: "ALL_AT_ONCE", WaitIntervalInSeconds: 0 },
          TerminationWaitInSeconds: 3600,
        },
      },
    }),
  );
  await waitUntilEndpointInService(waiting(), { EndpointName });
  assert.deepEqual(world.images.stopped, []);
  await world.client.send(new DeleteEndpointCommand({ EndpointName }));
  await waitUntilEndpointDeleted(waiting(), { EndpointName });
  assert.deepEqual([...world.images.stopped].sort(), ["say:second", "slow:2000"]);
  assert.equal(Buffer.from((await last).Body!).toString(), "last");
});

test("many endpoints that change at a time are not taken for a leak", async (context) => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  context.after(() => process.off("warning", note));
  await createConfig("many", "late:50");
  const names = Array.from({ length: 15 }, (_, index) => `many-${index}`);
  await Promise.all(
    names.map(async (EndpointName) => {
      await world.client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: "many" }));
      await waitUntilEndpointInService(waiting(), { EndpointName });
    }),
  );
  assert.deepEqual(
    warnings.filter(({ name }) => name === "MaxListenersExceededWarning"),
    [],
  );
});
