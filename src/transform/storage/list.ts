import { ObjectError } from "../../stores/objects/errors.js";
import { badManifest, inputUnreadable } from "../errors.js";
import type { TransformJob } from "../job.js";
import { parseManifest } from "./manifest.js";
import { outputName } from "./output-name.js";
import { formatS3Uri, parseS3Uri, type S3Location } from "./s3-uri.js";
import type { InputObject, JobObjects } from "./storage.js";

/**
 * The objects that a job reads: every key with the prefix (which means no folder), or those that a manifest names. Keys that end
 * in `/` stand for folders and are left out. Throws `TransformError` (bad-manifest, input-unreadable).
 */
export async function* listInputs(store: JobObjects, job: TransformJob): AsyncGenerator<InputObject> {
  const { S3DataType: type, S3Uri: uri } = job.TransformInput.DataSource.S3DataSource;
  try {
    yield* type === "ManifestFile" ? fromManifest(store, uri) : fromPrefix(store, parseS3Uri(uri)!);
  } catch (error) {
    if (error instanceof ObjectError) throw inputUnreadable(uri, error.message, error);
    throw error;
  }
}

/** Whether there is anything to read: an object with the prefix, or the manifest itself. */
export async function hasInputs(store: JobObjects, job: TransformJob): Promise<boolean> {
  const { S3DataType: type, S3Uri: uri } = job.TransformInput.DataSource.S3DataSource;
  const { bucket, key } = parseS3Uri(uri)!;
  try {
    if (type === "ManifestFile") return (await store.head(bucket, key)) !== undefined;
    return !(await fromPrefix(store, { bucket, key }).next()).done;
  } catch (error) {
    if (error instanceof ObjectError) return false;
    throw error;
  }
}

async function* fromPrefix(store: JobObjects, { bucket, key: prefix }: S3Location): AsyncGenerator<InputObject> {
  for (let startAfter: string | undefined; ; ) {
    const page = await store.list(bucket, { prefix, ...(startAfter !== undefined && { startAfter }) });
    for (const { key, size } of page.objects) if (!key.endsWith("/")) yield inputOf(bucket, prefix, key, size);
    if (page.next === undefined) return;
    startAfter = page.next;
  }
}

async function* fromManifest(store: JobObjects, uri: string): AsyncGenerator<InputObject> {
  const location = parseS3Uri(uri)!;
  const { prefix, keys } = parseManifest(uri, await readText(store, location));
  for (const key of keys) {
    const info = await store.head(prefix.bucket, key).catch((error: unknown) => {
      if (!(error instanceof ObjectError)) throw error;
      throw badManifest(uri, `there is no ${formatS3Uri({ bucket: prefix.bucket, key })}`);
    });
    yield inputOf(prefix.bucket, prefix.key, key, info.size);
  }
}

function inputOf(bucket: string, prefix: string, key: string, size: number): InputObject {
  return { uri: formatS3Uri({ bucket, key }), label: `${bucket}/${key}`, size, output: outputName(prefix, key) };
}

async function readText(store: JobObjects, { bucket, key }: S3Location): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await store.get(bucket, key)).body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
