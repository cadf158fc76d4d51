import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  paginateListParts,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import type {
  ChecksumAlgorithm,
  CompleteOptions,
  ObjectInfo,
  PartInfo,
  PartOptions,
  PartRef,
  UploadInfo,
  UploadOptions,
  UploadParts,
  UploadRef,
} from "../../objects.js";
import { algorithmName, checksumsOf, decodeKey, toAttributes, toChecksums, unquoted } from "./convert.js";
import { translated } from "./failures.js";
import { conditionally, headObject } from "./objects.js";
import { type Spooled, spooled } from "./spool.js";

const target = ({ bucket, key, id }: UploadRef) => ({ Bucket: bucket, Key: key, UploadId: id });

export async function createUpload(client: S3Client, bucket: string, key: string, options: UploadOptions = {}) {
  const { attributes, checksum, checksumOfWhole } = options;
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket,
    Key: key,
    ...(toAttributes(attributes) as object),
    ...(checksum && {
      ChecksumAlgorithm: algorithmName(checksum),
      ChecksumType: checksumOfWhole ? "FULL_OBJECT" : "COMPOSITE",
    }),
  });
  return (await translated(() => client.send(command))).UploadId!;
}

export function putPart(
  client: S3Client,
  upload: UploadRef,
  part: number,
  body: AsyncIterable<Uint8Array>,
  { checksum, verify }: PartOptions = {},
): Promise<PartInfo> {
  return spooled(body, checksum, (whole) => {
    verify?.(whole.digest);
    return putSpooledPart(client, upload, part, whole);
  });
}

export async function putSpooledPart(
  client: S3Client,
  upload: UploadRef,
  part: number,
  { digest, body }: Spooled,
): Promise<PartInfo> {
  const command = new UploadPartCommand({
    ...target(upload),
    PartNumber: part,
    Body: body,
    ContentLength: digest.size,
    ...toChecksums(digest.checksums),
  });
  const answer = await translated(() => client.send(command));
  const checksums = { ...checksumsOf(answer), ...digest.checksums };
  return { part, etag: unquoted(answer.ETag), size: digest.size, modified: new Date(), checksums };
}

export async function completeUpload(
  client: S3Client,
  upload: UploadRef,
  parts: readonly PartRef[],
  { allow, expected = {} }: CompleteOptions = {},
): Promise<ObjectInfo> {
  const { bucket, key } = upload;
  const Parts = parts.map(
    ({ part, etag, checksums = {} }): CompletedPart => ({
      PartNumber: part,
      ETag: `"${etag}"`,
      ...toChecksums(checksums),
    }),
  );
  await conditionally(client, bucket, key, allow, (condition) => {
    const command = new CompleteMultipartUploadCommand({
      ...target(upload),
      MultipartUpload: { Parts },
      ...toChecksums(expected),
      ...condition,
    });
    return translated(() => client.send(command));
  });
  return headObject(client, bucket, key);
}

export async function abortUpload(client: S3Client, upload: UploadRef): Promise<void> {
  await translated(() => client.send(new AbortMultipartUploadCommand(target(upload))));
}

export function listParts(client: S3Client, upload: UploadRef): Promise<UploadParts> {
  return translated(async () => {
    const parts: PartInfo[] = [];
    let checksum: ChecksumAlgorithm | undefined;
    let checksumOfWhole = false;
    for await (const page of paginateListParts({ client }, target(upload))) {
      checksum = page.ChecksumAlgorithm?.toLowerCase() as ChecksumAlgorithm | undefined;
      checksumOfWhole = page.ChecksumType === "FULL_OBJECT";
      for (const item of page.Parts ?? []) {
        parts.push({
          part: item.PartNumber!,
          etag: unquoted(item.ETag),
          size: item.Size!,
          modified: item.LastModified!,
          checksums: checksumsOf(item),
        });
      }
    }
    const info = { ...upload, created: new Date(0), ...(checksum && { checksum, checksumOfWhole }) };
    return { upload: info, parts };
  });
}

export function listUploads(client: S3Client, bucket: string): Promise<UploadInfo[]> {
  return translated(async () => {
    const uploads: UploadInfo[] = [];
    let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
    while (markers) {
      const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
        Bucket: bucket,
        EncodingType: "url",
        ...(markers as object),
      });
      const page = await client.send(command);
      for (const { Key, UploadId, Initiated, ChecksumAlgorithm: name } of page.Uploads ?? []) {
        const checksum = name?.toLowerCase() as ChecksumAlgorithm | undefined;
        uploads.push({
          bucket,
          key: decodeKey(Key),
          id: UploadId!,
          created: Initiated!,
          ...(checksum && { checksum }),
        });
      }
      markers = page.IsTruncated
        ? { KeyMarker: decodeKey(page.NextKeyMarker), UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
    }
    return uploads;
  });
}
