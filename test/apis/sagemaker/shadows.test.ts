import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { openWorld } from "./world.js";

const cases = [
  { image: "say:p", InitialVariantWeight: 1, expected: { invocations: 20, same: 20, different: 0, errors: 0 } },
  { image: "say:s", InitialVariantWeight: 1, expected: { invocations: 20, same: 0, different: 20, errors: 0 } },
  { image: "status:500", InitialVariantWeight: 1, expected: { invocations: 20, same: 0, different: 0, errors: 20 } },
  { image: "say:p", InitialVariantWeight: 0, expected: { invocations: 0, same: 0, different: 0, errors: 0 } },
];

test("a shadow variant gets copies; its answers are compared and never sent", { timeout: 60_000 }, async (context) => {
  const { client, runtime, endpoints, close } = await openWorld();
  context.after(close);
  for (const [index, { image, InitialVariantWeight, expected }] of cases.entries()) {
    const name = `shadow-${index}`;
    const variant = (kind: string) => ({
      VariantName: kind,
      ModelName: `${name}-${kind}`,
      InitialInstanceCount: 1,
      InstanceType: "ml.m5.large" as const,
      InitialVariantWeight: kind === "S" ? InitialVariantWeight : 1,
    });
    for (const [kind, Image] of Object.entries({ P: "say:p", S: image })) {
      await client.send(new CreateModelCommand({ ModelName: `${name}-${kind}`, PrimaryContainer: { Image } }));
    }
    const ProductionVariants = [variant("P")];
    const ShadowProductionVariants = [variant("S")];
    const config = { EndpointConfigName: name, ProductionVariants, ShadowProductionVariants };
    await client.send(new CreateEndpointConfigCommand(config));
    await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
    await waitUntilEndpointInService(
      { client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 },
      { EndpointName: name },
    );
    for (let i = 0; i < 20; i++) {
      const answer = await runtime.send(new InvokeEndpointCommand({ EndpointName: name, Body: "x" }));
      assert.equal(Buffer.from(answer.Body!).toString(), "xp");
    }
    const report = () => endpoints.get(name)!.fleet!.shadow!.report().shadow;
    const compared = () => report().same + report().different + report().errors;
    while (compared() < expected.invocations) await new Promise((resolve) => setTimeout(resolve, 5));
    const { invocations, same, different, errors } = report();
    assert.deepEqual({ invocations, same, different, errors }, expected);
    const description = await client.send(new DescribeEndpointCommand({ EndpointName: name }));
    const [shadow] = description.ShadowProductionVariants!;
    assert.deepEqual(
      [shadow!.VariantName, shadow!.CurrentInstanceCount, description.ProductionVariants!.length],
      ["S", 1, 1],
    );
  }
});
