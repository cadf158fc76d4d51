import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEndpointConfigCommand,
  type CreateEndpointConfigInput,
  CreateModelCommand,
  DeleteEndpointConfigCommand,
  DescribeEndpointConfigCommand,
  paginateListEndpointConfigs,
} from "@aws-sdk/client-sagemaker";
import { arn, openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld();
  await world.client.send(new CreateModelCommand({ ModelName: "m", PrimaryContainer: { Image: "add:1" } }));
});
after(() => world.close());

const variant = (more: object = {}) =>
  ({ VariantName: "v", ModelName: "m", InitialInstanceCount: 1, InstanceType: "ml.m5.large", ...more }) as const;
const create = (input: Partial<CreateEndpointConfigInput>) =>
  world.client.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: "c",
      ProductionVariants: [variant()],
      ...input,
    } as CreateEndpointConfigInput),
  );

test("everything a configuration is created with is given back, weights with their default", async () => {
  const config = {
    EndpointConfigName: "Everything",
    ProductionVariants: [
      {
        ...variant(),
        InitialVariantWeight: 0.25,
        AcceleratorType: "ml.eia2.medium",
        VolumeSizeInGB: 30,
        ModelDataDownloadTimeoutInSeconds: 600,
        ContainerStartupHealthCheckTimeoutInSeconds: 60,
        EnableSSMAccess: true,
        RoutingConfig: { RoutingStrategy: "RANDOM" },
        ManagedInstanceScaling: { Status: "ENABLED", MinInstanceCount: 0, MaxInstanceCount: 4 },
        CoreDumpConfig: { DestinationS3Uri: "s3://d/core" },
        InferenceAmiVersion: "al2-ami-sagemaker-inference-gpu-2",
      },
    ],
    ShadowProductionVariants: [
      { VariantName: "shadow", ModelName: "m", ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 5 } },
    ],
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 50,
      DestinationS3Uri: "s3://c",
      CaptureOptions: [{ CaptureMode: "InputAndOutput" }],
      CaptureContentTypeHeader: { CsvContentTypes: ["text/csv"] },
    },
    AsyncInferenceConfig: {
      ClientConfig: { MaxConcurrentInvocationsPerInstance: 4 },
      OutputConfig: {
        S3OutputPath: "s3://o",
        NotificationConfig: { SuccessTopic: "arn:aws:sns:us-west-2:123456789012:ok" },
      },
    },
    ExplainerConfig: { ClarifyExplainerConfig: { ShapConfig: { ShapBaselineConfig: { ShapBaseline: "1,2" } } } },
    KmsKeyId: "alias/key",
    ExecutionRoleArn: "arn:aws:iam::123456789012:role/mine",
    VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1"] },
    EnableNetworkIsolation: true,
    MetricsConfig: { EnableEnhancedMetrics: true },
  } satisfies CreateEndpointConfigInput;
  const { EndpointConfigArn } = await create(config);
  assert.equal(EndpointConfigArn, arn("endpoint-config", "everything"));
  const described = await world.client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: "Everything" }));
  const { $metadata: _, CreationTime, ...rest } = described;
  const [shadow] = config.ShadowProductionVariants;
  const ShadowProductionVariants = [{ ...shadow, InitialVariantWeight: 1 }];
  assert.deepEqual(rest, { ...config, ShadowProductionVariants, EndpointConfigArn });
  assert.ok(CreationTime instanceof Date);
});

test("what breaks a rule is refused in the service's words, or in its manner", async () => {
  const one = (constraint: string) => `1 validation error detected: ${constraint}`;
  const namePattern = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";
  await create({ EndpointConfigName: "there" });
  const cases: [Partial<CreateEndpointConfigInput>, string][] = [
    [
      { EndpointConfigName: "There" },
      `Cannot create already existing endpoint configuration "${arn("endpoint-config", "there")}".`,
    ],
    [{ ProductionVariants: [variant({ ModelName: "Nobody" })] }, `Could not find model "${arn("model", "nobody")}".`],
    [
      { ProductionVariants: [] },
      one(
        "Value '[]' at 'productionVariants' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ),
    ],
    [
      { ProductionVariants: [variant({ ModelName: "a_b" })] },
      one(
        "Value 'a_b' at 'productionVariants.1.member.modelName' failed to satisfy constraint: Member must satisfy regular " +
          "expression pattern: [a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?",
      ),
    ],
    [
      { ProductionVariants: [variant({ VariantName: "-" })] },
      one(
        "Value '-' at 'productionVariants.1.member.variantName' failed to satisfy constraint: Member must satisfy regular " +
          `expression pattern: ${namePattern}`,
      ),
    ],
    [
      { ProductionVariants: [variant({ InitialInstanceCount: 0 })] },
      one(
        "Value '0' at 'productionVariants.1.member.initialInstanceCount' failed to satisfy constraint: Member must have value " +
          "greater than or equal to 1",
      ),
    ],
    [{ ProductionVariants: [variant(), variant()] }, "Duplicate production variant name found: v"],
    [
      { ProductionVariants: [variant({ ModelName: undefined })] },
      "The production variant v must have a ModelName: inference components are not supported here.",
    ],
    [
      { ProductionVariants: [variant({ InstanceType: undefined })] },
      "The production variant v must have InitialInstanceCount and InstanceType, or ServerlessConfig.",
    ],
    [
      { ProductionVariants: [variant({ ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 5 } })] },
      "The production variant v has a ServerlessConfig, so it can have no instances.",
    ],
    [
      {
        ProductionVariants: [variant(), variant({ VariantName: "w" })],
        ShadowProductionVariants: [variant({ VariantName: "s" })],
      },
      "ShadowProductionVariants can have one variant, beside exactly one production variant.",
    ],
  ];
  for (const [input, message] of cases) {
    await assert.rejects(create(input), { name: "ValidationException", message });
  }
});

test("configurations are deleted and listed", async () => {
  const EndpointConfigName = "Short";
  await create({ EndpointConfigName });
  const listed: string[] = [];
  const pages = paginateListEndpointConfigs({ client: world.client, pageSize: 1 }, { NameContains: "short" });
  for await (const { EndpointConfigs } of pages) {
    for (const summary of EndpointConfigs!) listed.push(summary.EndpointConfigName!);
  }
  assert.deepEqual(listed, ["Short"]);
  await world.client.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
  const refusal = {
    name: "ValidationException",
    message: `Could not find endpoint configuration "${arn("endpoint-config", "short")}".`,
  };
  await assert.rejects(world.client.send(new DeleteEndpointConfigCommand({ EndpointConfigName })), refusal);
  await assert.rejects(world.client.send(new DescribeEndpointConfigCommand({ EndpointConfigName })), refusal);
});
