import {
  CreateBucketCommand,
  DeleteBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import type { BucketInfo, Listing, ListOptions, ObjectStore } from "../../objects.js";
import { objectErrors } from "../errors.js";
import { decodeKey, unquoted } from "./convert.js";
import { translated } from "./failures.js";
import { deleteObject, getObject, headBucket, headObject, putObject } from "./objects.js";
import { putLong } from "./put-long.js";
import { abortUpload, completeUpload, createUpload, listParts, listUploads, putPart } from "./uploads.js";

export interface Upstream {
  readonly endpoint: string;
  readonly region: string;
  /** Where absent, the SDK finds them: environment, profile, instance. */
  readonly credentials?: NonNullable<S3ClientConfig["credentials"]>;
}

/** A service that says nothing for so long has failed. */
const silenceMs = 60_000;

/**
 * An object store in an S3-compatible service. Bodies are spooled before they are sent on, so that they are checked first. A put
 * that a client asks for takes what the service takes in one request (5 GiB); what this program writes itself has no such limit.
 * The sizes of an object's parts are not known here.
 */
export function openUpstreamStore(upstream: Upstream): ObjectStore & { close(): void } {
  const client = new S3Client({
    ...upstream,
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: silenceMs },
    /** Checksums are the client's own, and are passed through. */
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return {
    createBucket: (bucket) => createBucket(client, upstream.region, bucket),
    async deleteBucket(bucket) {
      await translated(() => client.send(new DeleteBucketCommand({ Bucket: bucket })));
    },
    headBucket: (bucket) => findBucket(client, bucket),
    listBuckets: () => listBuckets(client),
    put(bucket, key, body, options = {}) {
      const { checksum, verify, allow } = options;
      const asked = checksum !== undefined || verify !== undefined || allow !== undefined;
      return (asked ? putObject : putLong)(client, bucket, key, body, options);
    },
    head: (bucket, key) => headObject(client, bucket, key),
    get: (bucket, key, options) => getObject(client, bucket, key, options),
    delete: (bucket, key) => deleteObject(client, bucket, key),
    list: (bucket, options) => list(client, bucket, options),
    createUpload: (bucket, key, options) => createUpload(client, bucket, key, options),
    putPart: (upload, part, body, options) => putPart(client, upload, part, body, options),
    completeUpload: (upload, parts, options) => completeUpload(client, upload, parts, options),
    abortUpload: (upload) => abortUpload(client, upload),
    listParts: (upload) => listParts(client, upload),
    listUploads: (bucket) => listUploads(client, bucket),
    close: () => client.destroy(),
  };
}

async function createBucket(client: S3Client, region: string, bucket: string): Promise<void> {
  const elsewhere = region !== "us-east-1" && {
    CreateBucketConfiguration: { LocationConstraint: region as "us-west-2" },
  };
  await translated(() => client.send(new CreateBucketCommand({ Bucket: bucket, ...elsewhere })));
}

async function listBuckets(client: S3Client): Promise<BucketInfo[]> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name, CreationDate }) => ({ name: Name!, created: CreationDate! }));
}

/** Only the list of all buckets tells when one was made. */
async function findBucket(client: S3Client, bucket: string): Promise<BucketInfo> {
  await headBucket(client, bucket);
  const found = (await listBuckets(client)).find(({ name }) => name === bucket);
  if (!found) throw objectErrors.noSuchBucket(bucket);
  return found;
}

/** The older listing, because its marker may be a common prefix, and then means the end of it. */
async function list(client: S3Client, bucket: string, options: ListOptions = {}): Promise<Listing> {
  const { prefix, delimiter, startAfter, limit = 1000 } = options;
  if (limit === 0) {
    await headBucket(client, bucket);
    return { objects: [], commonPrefixes: [] };
  }
  const command = new ListObjectsCommand({
    Bucket: bucket,
    EncodingType: "url",
    MaxKeys: limit,
    ...(prefix && { Prefix: prefix }),
    ...(delimiter && { Delimiter: delimiter }),
    ...(startAfter && { Marker: startAfter }),
  });
  const page = await translated(() => client.send(command));
  const objects = (page.Contents ?? []).map(({ Key, Size, ETag, LastModified }) => ({
    key: decodeKey(Key),
    size: Size ?? 0,
    etag: unquoted(ETag),
    modified: LastModified!,
  }));
  const commonPrefixes = (page.CommonPrefixes ?? []).map(({ Prefix }) => decodeKey(Prefix));
  if (!page.IsTruncated) return { objects, commonPrefixes };
  return { objects, commonPrefixes, next: page.NextMarker ? decodeKey(page.NextMarker) : objects.at(-1)!.key };
}
