import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import {
  type ChecksumAlgorithm,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type RunningS3, runningS3 } from "./running.js";

const Bucket = "objects";
let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
  await client.send(new CreateBucketCommand({ Bucket }));
});
after(() => running.close());

const put = (
  Key: string,
  Body: NonNullable<PutObjectCommandInput["Body"]>,
  more: Partial<PutObjectCommandInput> = {},
) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const md5 = (data: Uint8Array | string) => createHash("md5").update(data).digest("hex");

test("what is put is got: bytes, headers, metadata, ETag, checksum", async () => {
  const Body = randomBytes(100_000);
  const said = {
    ContentType: "application/x-test",
    CacheControl: "max-age=60",
    ContentDisposition: 'attachment; filename="x"',
    ContentEncoding: "gzip",
    ContentLanguage: "ja",
    Metadata: { one: "1", two: "zwei; drei" },
  };
  const { ETag, ChecksumCRC32 } = await put("k", Body, said);
  assert.equal(ETag, `"${md5(Body)}"`);
  const got = await get("k");
  assert.deepEqual(Buffer.from(await got.Body!.transformToByteArray()), Body);
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "k", ChecksumMode: "ENABLED" }));
  for (const answer of [got, head]) {
    for (const [name, value] of Object.entries(said)) assert.deepEqual(answer[name as keyof typeof said], value);
    assert.equal(answer.ContentLength, Body.length);
    assert.equal(answer.ETag, ETag);
    assert.equal(answer.AcceptRanges, "bytes");
    assert.ok(Math.abs(answer.LastModified!.getTime() - Date.now()) < 10_000);
    assert.deepEqual([answer.ChecksumCRC32, answer.ChecksumType], [ChecksumCRC32, "FULL_OBJECT"]);
  }
});

test("a stream is sent in chunks with a trailing checksum, whose framing is not stored", async () => {
  const body = randomBytes(300_000);
  const stream = Readable.from([body.subarray(0, 1), body.subarray(1, 200_000), body.subarray(200_000)]);
  await put("stream", stream, { ContentLength: body.length, ContentType: "text/plain" });
  const got = await get("stream");
  assert.deepEqual(Buffer.from(await got.Body!.transformToByteArray()), body);
  assert.equal(got.ContentEncoding, undefined);
  assert.ok(got.ChecksumCRC32);
});

test("every checksum algorithm is verified, kept, and given back", async () => {
  const Body = Buffer.from("123456789");
  const known: Record<string, string> = {
    CRC32: "cbf43926",
    CRC32C: "e3069283",
    SHA1: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    SHA256: "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    CRC64NVME: "ae8b14860a799888",
  };
  for (const [algorithm, hex] of Object.entries(known)) {
    const member = `Checksum${algorithm}` as "ChecksumCRC32";
    const value = Buffer.from(hex, "hex").toString("base64");
    const given =
      algorithm === "CRC64NVME" ? { [member]: value } : { ChecksumAlgorithm: algorithm as ChecksumAlgorithm };
    assert.equal((await put("sum", Body, given))[member], value, algorithm);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "sum", ChecksumMode: "ENABLED" }));
    assert.equal(head[member], value);
    const wrong = Buffer.from(hex, "hex").fill(1, 0, 1).toString("base64");
    await assert.rejects(put("refused", Body, { [member]: wrong }), {
      name: "BadDigest",
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
    await assert.rejects(put("refused", Body, { [member]: "AAA=" }), {
      name: "InvalidRequest",
      message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
    });
  }
  await assert.rejects(get("refused"), { name: "NoSuchKey" });
});

test("Content-MD5 is verified", async () => {
  const ContentMD5 = Buffer.from(md5("right"), "hex").toString("base64");
  await put("md5", "right", { ContentMD5 });
  await assert.rejects(put("md5", "wrong", { ContentMD5 }), { name: "BadDigest" });
  await assert.rejects(put("md5", "wrong", { ContentMD5: "x" }), { name: "InvalidDigest" });
});

test("ranges answer 206 and say what they hold", async () => {
  await put("range", "0123456789");
  const range = async (Range: string) => {
    const { $metadata, ContentRange, ContentLength, Body } = await get("range", { Range });
    return [$metadata.httpStatusCode, ContentRange, ContentLength, await Body!.transformToString()];
  };
  assert.deepEqual(await range("bytes=2-4"), [206, "bytes 2-4/10", 3, "234"]);
  assert.deepEqual(await range("bytes=8-"), [206, "bytes 8-9/10", 2, "89"]);
  assert.deepEqual(await range("bytes=-1"), [206, "bytes 9-9/10", 1, "9"]);
  assert.deepEqual(await range("bytes=0-0,5-5"), [200, undefined, 10, "0123456789"]);
  assert.deepEqual(await range("bytes=5-2"), [200, undefined, 10, "0123456789"]);
  await assert.rejects(range("bytes=10-"), { name: "InvalidRange", message: "The requested range is not satisfiable" });
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "range", Range: "bytes=1-3" }));
  assert.deepEqual([head.ContentLength, head.ContentRange], [3, "bytes 1-3/10"]);
});

test("conditional reads", async () => {
  await put("cond", "x");
  const { ETag, LastModified } = await get("cond");
  const [earlier, later] = [new Date(LastModified!.getTime() - 60_000), new Date(LastModified!.getTime() + 1000)];
  const fine = [
    { IfMatch: ETag },
    { IfMatch: "*" },
    { IfMatch: `"other", ${ETag}` },
    { IfNoneMatch: '"other"' },
    { IfModifiedSince: earlier },
    { IfUnmodifiedSince: later },
    { IfMatch: ETag, IfUnmodifiedSince: earlier },
    { IfNoneMatch: '"other"', IfModifiedSince: later },
  ];
  for (const condition of fine) await (await get("cond", condition)).Body!.transformToString();
  for (const condition of [{ IfMatch: '"other"' }, { IfUnmodifiedSince: earlier }]) {
    await assert.rejects(get("cond", condition), {
      name: "PreconditionFailed",
      message: "At least one of the pre-conditions you specified did not hold",
    });
  }
  for (const condition of [{ IfNoneMatch: ETag }, { IfModifiedSince: later }]) {
    const status = await get("cond", condition).catch(({ $metadata }) => $metadata.httpStatusCode);
    assert.equal(status, 304);
  }
});

test("conditional writes", async () => {
  await put("once", "1", { IfNoneMatch: "*" });
  await assert.rejects(put("once", "2", { IfNoneMatch: "*" }), { name: "PreconditionFailed" });
  const { ETag } = await put("once", "3");
  await put("once", "4", { IfMatch: ETag });
  await assert.rejects(put("once", "5", { IfMatch: ETag }), { name: "PreconditionFailed" });
  await assert.rejects(put("never", "6", { IfMatch: ETag }), { name: "NoSuchKey" });
  assert.equal(await (await get("once")).Body!.transformToString(), "4");
});

test("of many writers that each want to be the first, one is", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => put("race", String(index), { IfNoneMatch: "*" })),
  );
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
});

test("an answer's headers can be asked for", async () => {
  await put("override", "x");
  const got = await get("override", { ResponseContentType: "text/x", ResponseContentDisposition: "inline" });
  assert.deepEqual([got.ContentType, got.ContentDisposition], ["text/x", "inline"]);
});

test("what is missing is named", async () => {
  await assert.rejects(get("nothing"), {
    name: "NoSuchKey",
    message: "The specified key does not exist.",
    Key: "nothing",
  });
  const elsewhere = new GetObjectCommand({ Bucket: "no-such-bucket", Key: "k" });
  await assert.rejects(client.send(elsewhere), {
    name: "NoSuchBucket",
    message: "The specified bucket does not exist",
    BucketName: "no-such-bucket",
  });
  await assert.rejects(client.send(new HeadObjectCommand({ Bucket, Key: "nothing" })), { name: "NotFound" });
});

test("keys of every kind", async () => {
  const keys = [
    "a b+c%d&e=f?g#h",
    "日本/語.csv",
    "a//b",
    "/leading",
    "trailing/",
    "..",
    "../../up",
    "<&\">'",
    "é\u0001\n",
  ];
  for (const key of keys) {
    await put(key, key);
    assert.equal(await (await get(key)).Body!.transformToString(), key);
    await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    await assert.rejects(get(key), { name: "NoSuchKey" });
  }
  await assert.rejects(put("k".repeat(1025), "x"), { name: "KeyTooLongError", message: "Your key is too long" });
});

test("many are deleted at once, also those that are not there", async () => {
  for (const key of ["many/1", "many/<2>", "many/3\n"]) await put(key, "x");
  const Objects = ["many/1", "many/<2>", "many/3\n", "many/4"].map((Key) => ({ Key }));
  const { Deleted, Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  assert.deepEqual(Deleted!.map(({ Key }) => Key).sort(), Objects.map(({ Key }) => Key).sort());
  assert.equal(Errors, undefined);
  const quiet = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  assert.equal(quiet.Deleted, undefined);
  for (const { Key } of Objects) await assert.rejects(get(Key), { name: "NoSuchKey" });
  const tooMany = Array.from({ length: 1001 }, (_, index) => ({ Key: `k${index}` }));
  await assert.rejects(client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: tooMany } })), {
    name: "MalformedXML",
  });
});

test("copies keep or replace what is said of the object, under conditions", async () => {
  await put("from é", "content", { ContentType: "text/x", Metadata: { a: "b" }, ChecksumAlgorithm: "SHA256" });
  const { ETag } = await get("from é");
  const CopySource = `${Bucket}/${encodeURIComponent("from é")}`;
  const copy = (more: object = {}) => client.send(new CopyObjectCommand({ Bucket, Key: "to", CopySource, ...more }));
  const { CopyObjectResult } = await copy({ CopySourceIfMatch: ETag });
  assert.equal(CopyObjectResult!.ETag, ETag);
  assert.ok(CopyObjectResult!.LastModified instanceof Date);
  const kept = await get("to");
  assert.deepEqual(
    [kept.ContentType, kept.Metadata, await kept.Body!.transformToString()],
    ["text/x", { a: "b" }, "content"],
  );
  assert.ok(kept.ChecksumSHA256);
  await copy({ MetadataDirective: "REPLACE", ContentType: "text/y", Metadata: { c: "d" } });
  const replaced = await get("to");
  assert.deepEqual([replaced.ContentType, replaced.Metadata], ["text/y", { c: "d" }]);
  await replaced.Body!.transformToString();
  await assert.rejects(copy({ CopySourceIfNoneMatch: ETag }), { name: "PreconditionFailed" });
  await assert.rejects(copy({ CopySource: "no-slash" }), { name: "InvalidArgument" });
  await assert.rejects(copy({ CopySource: `${Bucket}/nothing` }), { name: "NoSuchKey" });
  await assert.rejects(copy({ Key: "from é" }), { name: "InvalidRequest", message: /to itself without changing/ });
  await copy({ Key: "from é", MetadataDirective: "REPLACE" });
});

test("versions are refused, but for the one there is", async () => {
  await put("version", "x");
  await (await get("version", { VersionId: "null" })).Body!.transformToString();
  const wrong = { name: "InvalidArgument", message: "Invalid version id specified" };
  await assert.rejects(get("version", { VersionId: "3HL4kqtJvjVBH40Nrjfkd" }), wrong);
  const CopySource = `${Bucket}/version?versionId=3HL4kqtJvjVBH40Nrjfkd`;
  await assert.rejects(client.send(new CopyObjectCommand({ Bucket, Key: "to", CopySource })), wrong);
});

test("what would be lost silently is refused", async () => {
  await assert.rejects(put("tagged", "x", { Tagging: "a=b" }), { name: "NotImplemented" });
  await assert.rejects(put("big", "x", { Metadata: { a: "x".repeat(2048) } }), { name: "MetadataTooLarge" });
});
