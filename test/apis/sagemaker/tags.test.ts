import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddTagsCommand,
  CreateModelCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  ListTagsCommand,
  paginateListTags,
} from "@aws-sdk/client-sagemaker";
import { arn, openWorld, type World } from "./world.js";

let world: World;
before(async () => {
  world = await openWorld();
  await world.client.send(new CreateModelCommand({ ModelName: "Tagged", PrimaryContainer: { Image: "add:1" } }));
});
after(() => world.close());

const tag = (Key: string, Value = "v") => ({ Key, Value });
const ResourceArn = arn("model", "tagged");

test("tags merge by key, and missing ones are removed without complaint", async () => {
  const added = await world.client.send(new AddTagsCommand({ ResourceArn, Tags: [tag("a"), tag("b")] }));
  assert.deepEqual(added.Tags, [tag("a"), tag("b")]);
  const merged = await world.client.send(new AddTagsCommand({ ResourceArn, Tags: [tag("b", "2"), tag("ü:/=+-@ .")] }));
  assert.deepEqual(merged.Tags, [tag("a"), tag("b", "2"), tag("ü:/=+-@ .")]);
  await world.client.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ["a", "none"] }));
  const seen = [];
  for await (const page of paginateListTags({ client: world.client, pageSize: 50 }, { ResourceArn })) {
    seen.push(...page.Tags!);
  }
  assert.deepEqual(seen, [tag("b", "2"), tag("ü:/=+-@ .")]);
});

test("an ARN is found whatever its case; one that is not there is refused, and so is one whose resource is gone", async () => {
  const mixed = arn("model", "Tagged");
  assert.equal((await world.client.send(new ListTagsCommand({ ResourceArn: mixed }))).Tags!.length, 2);
  const refusal = { name: "ValidationException", message: /^Could not find resource "arn:/ };
  await world.client.send(new CreateModelCommand({ ModelName: "gone", PrimaryContainer: { Image: "add:1" } }));
  await world.client.send(new DeleteModelCommand({ ModelName: "gone" }));
  for (const name of ["nobody", "gone"]) {
    const input = { ResourceArn: arn("model", name) };
    await assert.rejects(world.client.send(new ListTagsCommand(input)), refusal);
    await assert.rejects(world.client.send(new AddTagsCommand({ ...input, Tags: [tag("a")] })), refusal);
    await assert.rejects(world.client.send(new DeleteTagsCommand({ ...input, TagKeys: ["a"] })), refusal);
  }
});

test("at most 50 tags", async () => {
  const Tags = Array.from({ length: 49 }, (_, n) => tag(`n${n}`));
  await assert.rejects(world.client.send(new AddTagsCommand({ ResourceArn, Tags })), {
    name: "ValidationException",
    message: "A resource can have at most 50 tags.",
  });
  assert.equal((await world.client.send(new ListTagsCommand({ ResourceArn }))).Tags!.length, 2);
});
