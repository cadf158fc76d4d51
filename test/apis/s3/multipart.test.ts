import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { type RunningS3, runningS3 } from "./running.js";

const Bucket = "multipart";
const mebibyte = 1024 * 1024;
let running: RunningS3;
let client: S3Client;
before(async () => {
  running = await runningS3();
  client = running.client;
  await client.send(new CreateBucketCommand({ Bucket }));
});
after(() => running.close());

const begin = async (Key: string, more: object = {}) => {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId: UploadId! };
};
const md5 = (data: Uint8Array) => createHash("md5").update(data).digest();

test("the SDK's Upload puts a stream in parts at once", async () => {
  const body = randomBytes(11 * mebibyte);
  async function* pieces() {
    for (let at = 0; at < body.length; at += 77_777) yield body.subarray(at, at + 77_777);
  }
  const upload = new Upload({
    client,
    params: { Bucket, Key: "big", Body: Readable.from(pieces()), ContentType: "x/y", Metadata: { a: "b" } },
  });
  const done = await upload.done();
  const parts = [0, 5, 10].map((start) => md5(body.subarray(start * mebibyte, (start + 5) * mebibyte)));
  assert.equal(done.ETag, `"${md5(Buffer.concat(parts)).toString("hex")}-3"`);
  assert.equal(done.Location, `${running.listener.url}/multipart/big`);
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "big" }));
  assert.ok(Buffer.from(await got.Body!.transformToByteArray()).equals(body));
  assert.deepEqual([got.ContentType, got.Metadata, got.ChecksumType], ["x/y", { a: "b" }, "COMPOSITE"]);
  assert.match(got.ChecksumCRC32!, /-3$/);
  const second = await client.send(new GetObjectCommand({ Bucket, Key: "big", PartNumber: 3 }));
  assert.deepEqual([second.PartsCount, second.ContentLength, second.$metadata.httpStatusCode], [3, mebibyte, 206]);
  assert.ok(Buffer.from(await second.Body!.transformToByteArray()).equals(body.subarray(10 * mebibyte)));
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "big", PartNumber: 1 }));
  assert.deepEqual([head.PartsCount, head.ContentLength], [3, 5 * mebibyte]);
  await assert.rejects(client.send(new GetObjectCommand({ Bucket, Key: "big", PartNumber: 4 })), {
    name: "InvalidPartNumber",
  });
});

test("parts are listed, page by page", async () => {
  const upload = await begin("listed", { ChecksumAlgorithm: "SHA1" });
  for (const PartNumber of [3, 1, 2]) {
    await client.send(
      new UploadPartCommand({ ...upload, PartNumber, Body: `part ${PartNumber}`, ChecksumAlgorithm: "SHA1" }),
    );
  }
  const first = await client.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
  assert.deepEqual(
    first.Parts!.map(({ PartNumber, Size }) => [PartNumber, Size]),
    [
      [1, 6],
      [2, 6],
    ],
  );
  assert.deepEqual([first.IsTruncated, first.NextPartNumberMarker], [true, "2"]);
  assert.equal(first.ChecksumAlgorithm, "SHA1");
  assert.equal(first.Parts![0].ChecksumSHA1, createHash("sha1").update("part 1").digest("base64"));
  const second = await client.send(new ListPartsCommand({ ...upload, PartNumberMarker: "2" }));
  assert.deepEqual(
    second.Parts!.map(({ PartNumber }) => PartNumber),
    [3],
  );
  await client.send(new AbortMultipartUploadCommand(upload));
});

test("uploads are listed, folded and page by page", async () => {
  const uploads = [await begin("u/a"), await begin("u/b/1"), await begin("u/b/2"), await begin("u/c")];
  const { Uploads, CommonPrefixes } = await client.send(
    new ListMultipartUploadsCommand({ Bucket, Prefix: "u/", Delimiter: "/" }),
  );
  assert.deepEqual(
    Uploads!.map(({ Key, UploadId }) => [Key, UploadId]),
    [
      ["u/a", uploads[0].UploadId],
      ["u/c", uploads[3].UploadId],
    ],
  );
  assert.deepEqual(CommonPrefixes, [{ Prefix: "u/b/" }]);
  const keys: (string | undefined)[] = [];
  let markers: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (let truncated = true; truncated; ) {
    const page = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix: "u/", MaxUploads: 1, ...markers }),
    );
    keys.push(...page.Uploads!.map(({ Key }) => Key));
    truncated = page.IsTruncated!;
    markers = { KeyMarker: page.NextKeyMarker!, UploadIdMarker: page.NextUploadIdMarker! };
  }
  assert.deepEqual(keys, ["u/a", "u/b/1", "u/b/2", "u/c"]);
  for (const upload of uploads) await client.send(new AbortMultipartUploadCommand(upload));
});

test("parts can be copied from objects", async () => {
  const body = randomBytes(6 * mebibyte);
  await client.send(new PutObjectCommand({ Bucket, Key: "source", Body: body }));
  const upload = await begin("copied");
  const copy = (PartNumber: number, CopySourceRange: string) =>
    client.send(new UploadPartCopyCommand({ ...upload, PartNumber, CopySource: `${Bucket}/source`, CopySourceRange }));
  const parts = [
    (await copy(1, `bytes=0-${5 * mebibyte - 1}`)).CopyPartResult!,
    (await copy(2, `bytes=${5 * mebibyte}-${6 * mebibyte - 1}`)).CopyPartResult!,
  ];
  await assert.rejects(copy(3, "bytes=1-"), { name: "InvalidArgument" });
  const Parts = parts.map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
  await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "copied" }));
  assert.ok(Buffer.from(await got.Body!.transformToByteArray()).equals(body));
});

test("an upload's checksum of the whole is verified at its end", async () => {
  const complete = async (ChecksumCRC64NVME: string) => {
    const upload = await begin("whole", { ChecksumAlgorithm: "CRC64NVME" });
    const part = new UploadPartCommand({ ...upload, PartNumber: 1, Body: "123456789", ChecksumAlgorithm: "CRC32" });
    part.input.ChecksumAlgorithm = undefined;
    part.input.ChecksumCRC64NVME = "rosUhgp5mIg=";
    const { ETag } = await client.send(part);
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    const type = { ChecksumType: "FULL_OBJECT" as const, ChecksumCRC64NVME };
    return client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload, ...type }));
  };
  const done = await complete("rosUhgp5mIg=");
  assert.deepEqual([done.ChecksumCRC64NVME, done.ChecksumType], ["rosUhgp5mIg=", "FULL_OBJECT"]);
  await assert.rejects(complete("rosUhgp5mIk="), { name: "BadDigest" });
  await assert.rejects(begin("x", { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" }), {
    name: "InvalidRequest",
  });
});

test("what cannot be completed says why", async () => {
  const upload = await begin("failing");
  const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "x" }));
  const complete = (...Parts: { ETag?: string; PartNumber?: number }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  await assert.rejects(complete(), { name: "MalformedXML" });
  await assert.rejects(complete({ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }), {
    name: "InvalidPart",
    message:
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  });
  await assert.rejects(complete({ PartNumber: 2, ETag: ETag! }, { PartNumber: 1, ETag: ETag! }), {
    name: "InvalidPartOrder",
  });
  await client.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: "x" }));
  await assert.rejects(complete({ PartNumber: 1, ETag: ETag! }, { PartNumber: 2, ETag: ETag! }), {
    name: "EntityTooSmall",
    message: "Your proposed upload is smaller than the minimum allowed size",
  });
  await assert.rejects(client.send(new UploadPartCommand({ ...upload, PartNumber: 10_001, Body: "x" })), {
    name: "InvalidArgument",
    message: "Part number must be an integer between 1 and 10000, inclusive",
  });
  await assert.rejects(
    client.send(new UploadPartCommand({ ...upload, UploadId: "nonsense", PartNumber: 1, Body: "x" })),
    {
      name: "NoSuchUpload",
    },
  );
});
