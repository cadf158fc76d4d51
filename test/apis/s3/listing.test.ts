import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type RunningS3, runningS3 } from "./running.js";

const Bucket = "listing";
const keys = ["a/1", "a/2", "a/b/3", "b", "c d+e", "c/é", "z\u0001"];
let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
  await client.send(new CreateBucketCommand({ Bucket }));
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});
after(() => running.close());

const list = (more: Partial<ListObjectsV2CommandInput>) => client.send(new ListObjectsV2Command({ Bucket, ...more }));

test("all keys, with what is known of them", async () => {
  const { Contents, KeyCount, IsTruncated, MaxKeys, Name } = await list({ Prefix: "a/" });
  assert.deepEqual(
    Contents!.map(({ Key, Size }) => [Key, Size]),
    [
      ["a/1", 3],
      ["a/2", 3],
      ["a/b/3", 5],
    ],
  );
  assert.deepEqual([KeyCount, IsTruncated, MaxKeys, Name], [3, false, 1000, Bucket]);
  const { LastModified, ETag, StorageClass, Owner } = Contents![0];
  assert.ok(LastModified instanceof Date);
  assert.match(ETag!, /^"[0-9a-f]{32}"$/);
  assert.deepEqual([StorageClass, Owner], ["STANDARD", undefined]);
  assert.ok((await list({ FetchOwner: true })).Contents![0].Owner!.ID);
});

test("folders by delimiter", async () => {
  const top = await list({ Delimiter: "/", EncodingType: "url" });
  assert.deepEqual(
    top.Contents!.map(({ Key }) => Key),
    ["b", "c%20d%2Be", "z%01"],
  );
  assert.deepEqual(top.CommonPrefixes, [{ Prefix: "a/" }, { Prefix: "c/" }]);
  assert.equal(top.KeyCount, 5);
  const below = await list({ Delimiter: "/", Prefix: "a/" });
  assert.deepEqual(below.CommonPrefixes, [{ Prefix: "a/b/" }]);
});

test("pages give every key once", async () => {
  const found: (string | undefined)[] = [];
  const pages = paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, EncodingType: "url" });
  for await (const { Contents } of pages) found.push(...(Contents ?? []).map(({ Key }) => decodeURIComponent(Key!)));
  assert.deepEqual(found, keys);
  const folded: (string | undefined)[] = [];
  for await (const page of paginateListObjectsV2(
    { client, pageSize: 1 },
    { Bucket, Delimiter: "/", EncodingType: "url" },
  )) {
    assert.equal(page.KeyCount, 1);
    folded.push(page.Contents?.[0]?.Key ?? page.CommonPrefixes?.[0]?.Prefix);
  }
  assert.deepEqual(folded, ["a/", "b", "c%20d%2Be", "c/", "z%01"]);
});

test("the older listing pages by marker", async () => {
  const first = await client.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Delimiter: "/" }));
  assert.deepEqual([first.IsTruncated, first.NextMarker], [true, "b"]);
  const second = await client.send(
    new ListObjectsCommand({ Bucket, Marker: "b", Delimiter: "/", EncodingType: "url", MaxKeys: 2 }),
  );
  assert.deepEqual(
    second.Contents!.map(({ Key }) => Key),
    ["c%20d%2Be"],
  );
  assert.deepEqual(second.CommonPrefixes, [{ Prefix: "c/" }]);
  assert.ok(second.Contents![0].Owner);
});

test("start-after, and no keys at all", async () => {
  const { Contents } = await list({ StartAfter: "a/2", MaxKeys: 1 });
  assert.equal(Contents![0].Key, "a/b/3");
  const none = await list({ MaxKeys: 0 });
  assert.deepEqual([none.KeyCount, none.IsTruncated, none.Contents], [0, false, undefined]);
});

test("arguments that mean nothing are refused", async () => {
  await assert.rejects(list({ MaxKeys: -1 }), {
    name: "InvalidArgument",
    message: "Argument maxKeys must be an integer between 0 and 2147483647",
  });
  await assert.rejects(list({ MaxKeys: "x" as unknown as number }), {
    name: "InvalidArgument",
    message: "Provided max-keys not an integer or within integer range",
  });
  await assert.rejects(list({ ContinuationToken: "nonsense" }), {
    name: "InvalidArgument",
    message: "The continuation token provided is incorrect",
  });
  await assert.rejects(list({ EncodingType: "x" as "url" }), {
    name: "InvalidArgument",
    message: "Invalid Encoding Method specified in Request",
  });
});
