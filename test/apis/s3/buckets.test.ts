import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { credential } from "../../server/running.js";
import { type RunningS3, runningS3 } from "./running.js";

let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
});
after(() => running.close());

test("a bucket's life", async () => {
  const Bucket = "a.bucket-1";
  const { Location } = await client.send(new CreateBucketCommand({ Bucket }));
  assert.equal(Location, "/a.bucket-1");
  await assert.rejects(client.send(new CreateBucketCommand({ Bucket })), {
    name: "BucketAlreadyOwnedByYou",
    message: "Your previous request to create the named bucket succeeded and you already own it.",
  });
  const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket }));
  assert.equal(BucketRegion, "us-west-2");
  await client.send(new CreateBucketCommand({ Bucket: "another" }));
  const { Buckets, Owner } = await client.send(new ListBucketsCommand({}));
  assert.deepEqual(
    Buckets!.map(({ Name }) => Name),
    ["a.bucket-1", "another"],
  );
  assert.ok(Buckets![0].CreationDate instanceof Date);
  assert.match(Owner!.ID!, /^[0-9a-f]{64}$/);
  const first = await client.send(new ListBucketsCommand({ MaxBuckets: 1 }));
  const second = await client.send(
    new ListBucketsCommand({ MaxBuckets: 1, ContinuationToken: first.ContinuationToken! }),
  );
  assert.deepEqual([second.Buckets![0].Name, second.ContinuationToken], ["another", undefined]);

  await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  await assert.rejects(client.send(new DeleteBucketCommand({ Bucket })), {
    name: "BucketNotEmpty",
    message: "The bucket you tried to delete is not empty",
  });
  await client.send(new DeleteBucketCommand({ Bucket: "another" }));
  await assert.rejects(client.send(new HeadBucketCommand({ Bucket: "another" })), { name: "NotFound" });
});

test("names that S3 refuses are refused", async () => {
  for (const Bucket of ["ab", "UPPER", "under_score", "192.168.0.1", "two..dots", "-dash", "x".repeat(64)]) {
    await assert.rejects(
      client.send(new CreateBucketCommand({ Bucket })),
      { name: "InvalidBucketName", message: "The specified bucket is not valid." },
      Bucket,
    );
  }
});

test("another owner than the expected one is refused", async () => {
  const Bucket = "owned";
  await client.send(new CreateBucketCommand({ Bucket }));
  const head = (ExpectedBucketOwner: string) => client.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner }));
  await head(credential.caller.account);
  await assert.rejects(head("999999999999"), ({ $metadata }) => $metadata.httpStatusCode === 403);
});

test("questions that tools ask: location, versioning, ACL, tags", async () => {
  const Bucket = "asked";
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket }));
  assert.equal(LocationConstraint, "us-west-2");
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
  assert.equal(Status, undefined);
  for (const acl of [new GetBucketAclCommand({ Bucket }), new GetObjectAclCommand({ Bucket, Key: "k" })] as const) {
    const { Owner, Grants } = await client.send(acl as GetBucketAclCommand);
    assert.deepEqual(Grants, [{ Grantee: { ...Owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }]);
  }
  const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }));
  assert.deepEqual(TagSet, []);
  await assert.rejects(client.send(new GetBucketTaggingCommand({ Bucket })), {
    name: "NoSuchTagSet",
    message: "The TagSet does not exist",
  });
});

test("what is not there is said to be so, by name", async () => {
  const Bucket = "not-there";
  await client.send(new CreateBucketCommand({ Bucket }));
  const tagging = new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } });
  await assert.rejects(client.send(tagging), { name: "NotImplemented", Header: "PUT ?tagging" });
  await assert.rejects(client.send(new GetBucketCorsCommand({ Bucket })), {
    name: "NotImplemented",
    message: "A header you provided implies functionality that is not implemented",
  });
});
