import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateModelCommand,
  type CreateModelInput,
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
  ListTagsCommand,
  paginateListModels,
} from "@aws-sdk/client-sagemaker";
import { arn, openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

const create = (input: Partial<CreateModelInput>) =>
  world.client.send(new CreateModelCommand({ PrimaryContainer: { Image: "add:1" }, ...input } as CreateModelInput));

test("everything a model is created with is given back", async () => {
  const model = {
    ModelName: "Everything",
    Containers: [
      {
        ContainerHostname: "first",
        Image: "add:1",
        ImageConfig: {
          RepositoryAccessMode: "Vpc",
          RepositoryAuthConfig: {
            RepositoryCredentialsProviderArn: "arn:aws:lambda:us-west-2:123456789012:function:auth",
          },
        },
        Mode: "SingleModel",
        Environment: { A: "1", B_2: "two words", EMPTY: "" },
        AdditionalModelDataSources: [
          {
            ChannelName: "more",
            S3DataSource: { S3Uri: "s3://b/more/", S3DataType: "S3Prefix", CompressionType: "None" },
          },
        ],
      },
      { ContainerHostname: "second", Image: "add:2", MultiModelConfig: { ModelCacheSetting: "Disabled" } },
    ],
    InferenceExecutionConfig: { Mode: "Direct" },
    ExecutionRoleArn: "arn:aws:iam::123456789012:role/service-role/mine",
    VpcConfig: { SecurityGroupIds: ["sg-1"], Subnets: ["subnet-1", "subnet-2"] },
    EnableNetworkIsolation: true,
  } satisfies CreateModelInput;
  const { ModelArn } = await create({ ...model, PrimaryContainer: undefined, Tags: [{ Key: "k", Value: "v" }] });
  assert.equal(ModelArn, arn("model", "everything"));
  const { $metadata, CreationTime, ...described } = await world.client.send(
    new DescribeModelCommand({ ModelName: "Everything" }),
  );
  assert.deepEqual(described, { ...model, ModelArn });
  assert.ok(Math.abs(Date.now() - CreationTime!.getTime()) < 10_000);
  assert.equal($metadata.httpStatusCode, 200);
  const { Tags } = await world.client.send(new ListTagsCommand({ ResourceArn: ModelArn }));
  assert.deepEqual(Tags, [{ Key: "k", Value: "v" }]);
});

test("network isolation is false when not said", async () => {
  await create({ ModelName: "plain" });
  const model = await world.client.send(new DescribeModelCommand({ ModelName: "plain" }));
  assert.equal(model.EnableNetworkIsolation, false);
  assert.equal(model.Containers, undefined);
});

test("model data must be there, unless a multi-model container looks for it later", async () => {
  const at = (ModelDataUrl: string, more = {}) => ({ Image: "add:1", ModelDataUrl, ...more });
  await assert.rejects(create({ ModelName: "nodata", PrimaryContainer: at("s3://none/m.tar.gz") }), {
    name: "ValidationException",
    message: "Could not find model data at s3://none/m.tar.gz.",
  });
  await assert.rejects(create({ ModelName: "nodata", PrimaryContainer: at("https://example.com/m.tar.gz") }), {
    name: "ValidationException",
    message: /is no location of model data/,
  });
  world.objects.files.set("b/m.tar.gz", Buffer.from(""));
  await create({ ModelName: "data", PrimaryContainer: at("s3://b/m.tar.gz") });
  await create({ ModelName: "many", PrimaryContainer: at("s3://b/many/", { Mode: "MultiModel" }) });
});

test("what breaks a rule is refused in the service's words, or in its manner", async () => {
  const pattern = "[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?";
  const image = (n: number, more = {}) => ({ Image: `add:${n}`, ...more });
  const one = (constraint: string) => `1 validation error detected: ${constraint}`;
  const cases: [Partial<CreateModelInput>, string][] = [
    [{ ModelName: "plain" }, `Cannot create already existing model "${arn("model", "plain")}".`],
    [{ ModelName: "PLAIN" }, `Cannot create already existing model "${arn("model", "plain")}".`],
    [
      { ModelName: "a b" },
      one(
        `Value 'a b' at 'modelName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
      ),
    ],
    [
      { ModelName: "a".repeat(64) },
      one(
        `Value '${"a".repeat(64)}' at 'modelName' failed to satisfy constraint: Member must have length less than or equal to 63`,
      ),
    ],
    [
      { PrimaryContainer: undefined, Containers: [image(1), { Image: "a b" }] },
      one(
        "Value 'a b' at 'containers.2.member.image' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\S]+",
      ),
    ],
    [
      { PrimaryContainer: undefined, Containers: Array.from({ length: 16 }, (_, n) => image(n)) },
      one(
        `Value '[${Array.from({ length: 16 }, (_, n) => `{Image=add:${n}}`).join(", ")}]' at 'containers' failed to satisfy ` +
          "constraint: Member must have length less than or equal to 15",
      ),
    ],
    [
      { Containers: [image(1)] },
      "Only one of PrimaryContainer and Containers can be specified, but both were provided.",
    ],
    [{ PrimaryContainer: undefined }, "One of PrimaryContainer and Containers must be specified."],
    [
      { PrimaryContainer: undefined, Containers: [image(1, { Mode: "MultiModel" }), image(2, { Mode: "MultiModel" })] },
      "More than one container in MultiModel mode is not supported with inference pipeline.",
    ],
    [
      { PrimaryContainer: undefined, Containers: [image(1, { ContainerHostname: "h" }), image(2)] },
      "If one container has a ContainerHostname, all containers must have one.",
    ],
    [
      {
        PrimaryContainer: undefined,
        Containers: [image(1, { ContainerHostname: "h" }), image(2, { ContainerHostname: "h" })],
      },
      "The ContainerHostname h is used more than once.",
    ],
    [
      {
        PrimaryContainer: undefined,
        Containers: [image(1), image(2)],
        InferenceExecutionConfig: { Mode: "Direct" },
      },
      "Every container must have a ContainerHostname when InferenceExecutionConfig's Mode is Direct.",
    ],
    [
      { InferenceExecutionConfig: { Mode: "Direct" } },
      "InferenceExecutionConfig's Mode can be Direct only for a model with more than one container.",
    ],
    [
      { PrimaryContainer: { ModelPackageName: "package" } },
      "The primary container must have an Image: model packages cannot be resolved here.",
    ],
    [
      {
        PrimaryContainer: image(1, {
          Environment: Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`V${n}`, "x".repeat(1000)])),
        }),
      },
      "The environment variables of all containers together may have at most 32 KB.",
    ],
    [
      {
        PrimaryContainer: image(1, {
          ModelDataUrl: "s3://b/m",
          ModelDataSource: { S3DataSource: { S3Uri: "s3://b/m", S3DataType: "S3Object", CompressionType: "Gzip" } },
        }),
      },
      "The primary container may have one of ModelDataUrl and ModelDataSource, not both.",
    ],
    [
      {
        PrimaryContainer: image(1, {
          ModelDataSource: { S3DataSource: { S3Uri: "s3://b/m/", S3DataType: "S3Prefix", CompressionType: "Gzip" } },
        }),
      },
      "The primary container has model data of type S3Prefix: its CompressionType must be None.",
    ],
    [
      {
        Tags: [
          { Key: "k", Value: "1" },
          { Key: "k", Value: "2" },
        ],
      },
      "Duplicate tag key found: k",
    ],
  ];
  for (const [input, message] of cases) {
    await assert.rejects(create({ ModelName: "refused", ...input }), { name: "ValidationException", message });
  }
  await assert.rejects(world.client.send(new DescribeModelCommand({ ModelName: "refused" })), {
    name: "ValidationException",
    message: `Could not find model "${arn("model", "refused")}".`,
  });
});

test("a model that is not there", async () => {
  const refusal = { name: "ValidationException", message: `Could not find model "${arn("model", "nobody")}".` };
  await assert.rejects(world.client.send(new DescribeModelCommand({ ModelName: "Nobody" })), refusal);
  await assert.rejects(world.client.send(new DeleteModelCommand({ ModelName: "Nobody" })), refusal);
});

test("models are listed page by page, sorted and filtered", async () => {
  for (let n = 0; n < 12; n++) await create({ ModelName: `list-${String(n).padStart(2, "0")}` });
  const names: string[] = [];
  const config = { client: world.client, pageSize: 5 };
  for await (const page of paginateListModels(config, { NameContains: "LIST-" })) {
    names.push(...page.Models!.map(({ ModelName }) => ModelName!));
    assert.ok(page.Models!.length <= 5);
  }
  const descending = Array.from({ length: 12 }, (_, n) => `list-${String(11 - n).padStart(2, "0")}`);
  assert.deepEqual(names, descending);
  const list = async (input: object) => {
    const { Models, NextToken } = await world.client.send(new ListModelsCommand({ NameContains: "list", ...input }));
    return { names: Models!.map(({ ModelName }) => ModelName), NextToken };
  };
  const first = await list({});
  assert.equal(first.names.length, 10);
  assert.ok(first.NextToken);
  const ascending = await list({ SortBy: "Name", SortOrder: "Ascending", MaxResults: 3 });
  assert.deepEqual(ascending.names, ["list-00", "list-01", "list-02"]);
  assert.deepEqual((await list({ CreationTimeAfter: new Date(Date.now() + 60_000) })).names, []);
  assert.deepEqual((await list({ CreationTimeBefore: new Date(0) })).names, []);
  await assert.rejects(list({ NextToken: "made-up" }), { name: "ValidationException", message: /NextToken/ });
  await assert.rejects(list({ MaxResults: 101 }), {
    message:
      "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less " +
      "than or equal to 100",
  });
});
