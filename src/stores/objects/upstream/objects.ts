import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { GetOptions, ObjectContent, ObjectInfo, PutOptions } from "../../objects.js";
import { objectErrors } from "../errors.js";
import { rangeText } from "../range.js";
import { infoOf, rangeOf, toAttributes, toChecksums, unquoted } from "./convert.js";
import { isNotFound, isPreconditionFailed, translated } from "./failures.js";
import { type Spooled, spooled } from "./spool.js";

export async function headBucket(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    throw isNotFound(error) ? objectErrors.noSuchBucket(bucket) : error;
  }
}

export async function headObject(client: S3Client, bucket: string, key: string): Promise<ObjectInfo> {
  const command = new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: "ENABLED" });
  try {
    return infoOf(bucket, key, await client.send(command));
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await headBucket(client, bucket);
    throw objectErrors.noSuchKey(key);
  }
}

export async function getObject(
  client: S3Client,
  bucket: string,
  key: string,
  { range, allow }: GetOptions = {},
): Promise<ObjectContent> {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ChecksumMode: "ENABLED",
    ...(range && { Range: rangeText(range) }),
  });
  const answer = await translated(() => client.send(command));
  const body = answer.Body as AsyncIterable<Uint8Array> & { destroy(): void };
  const info = infoOf(bucket, key, answer);
  try {
    allow?.(info);
  } catch (error) {
    body.destroy();
    throw error;
  }
  const got = rangeOf(answer.ContentRange);
  return got ? { info, body, range: got } : { info, body };
}

export async function putObject(
  client: S3Client,
  bucket: string,
  key: string,
  body: AsyncIterable<Uint8Array>,
  options: PutOptions = {},
): Promise<ObjectInfo> {
  await headBucket(client, bucket);
  return spooled(body, options.checksum, (whole) => putSpooled(client, bucket, key, whole, options));
}

export async function putSpooled(
  client: S3Client,
  bucket: string,
  key: string,
  { digest, body }: Spooled,
  { attributes, verify, allow }: PutOptions,
): Promise<ObjectInfo> {
  verify?.(digest);
  const { ETag } = await conditionally(client, bucket, key, allow, (condition) => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentLength: digest.size,
      ...toAttributes(attributes),
      ...toChecksums(digest.checksums),
      ...condition,
    });
    return translated(() => client.send(command));
  });
  const modified = new Date(Math.floor(Date.now() / 1000) * 1000);
  const { size, checksums } = digest;
  return { ...attributes, bucket, key, size, etag: unquoted(ETag), modified, checksums };
}

/** A write whose place may be looked at first: the service is told to write only if it is still as it was seen. */
export async function conditionally<T>(
  client: S3Client,
  bucket: string,
  key: string,
  allow: PutOptions["allow"],
  write: (condition: { IfMatch?: string; IfNoneMatch?: string }) => Promise<T>,
): Promise<T> {
  if (!allow) return write({});
  const current = await headObject(client, bucket, key).catch((error) => {
    if (error.code === "NoSuchKey") return undefined;
    throw error;
  });
  allow(current);
  try {
    return await write(current ? { IfMatch: `"${current.etag}"` } : { IfNoneMatch: "*" });
  } catch (error) {
    if (!isPreconditionFailed(error)) throw error;
    /** Somebody was quicker: as if they had come first. */
    allow(await headObject(client, bucket, key));
    throw error;
  }
}

export async function deleteObject(client: S3Client, bucket: string, key: string): Promise<void> {
  await translated(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
}
