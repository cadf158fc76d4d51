import {
  type ContainerDefinition,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  type CreateEndpointConfigCommandInput,
  CreateModelCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import type { World } from "../sagemaker/world.js";

/** Creates a model of these containers and an endpoint of one variant `V`, and waits until it is in service. */
export async function deploy(
  { client }: World,
  name: string,
  containers: readonly ContainerDefinition[],
  more: { instances?: number; config?: Partial<CreateEndpointConfigCommandInput> } = {},
): Promise<void> {
  await client.send(new CreateModelCommand({ ModelName: name, Containers: [...containers] }));
  const variant = {
    VariantName: "V",
    ModelName: name,
    InitialInstanceCount: more.instances ?? 1,
    InstanceType: "ml.m5.large" as const,
  };
  const config = { EndpointConfigName: name, ProductionVariants: [variant], ...more.config };
  await client.send(new CreateEndpointConfigCommand(config));
  await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  await waitUntilEndpointInService({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { EndpointName: name });
}
