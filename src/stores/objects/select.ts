import { collect } from "../../bytes/source.js";
import type { ObjectStore } from "../objects.js";
import { manifestErrors, ObjectError } from "./errors.js";
import { listAll } from "./list-all.js";
import { parseManifest } from "./manifest.js";
import { formatS3Uri, parseS3Uri, type S3Location } from "./s3-uri.js";

/** As much of an object store as it takes to find a job's inputs. */
export type SelectableObjects = Pick<ObjectStore, "get" | "head" | "list">;

/** What a job names as its input: `S3Prefix` means every key with that prefix (no folder), `ManifestFile` those that a file lists. */
export interface Selection {
  readonly S3DataType: string;
  readonly S3Uri: string;
}

export interface SelectedObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** What the key begins with, by the selection. */
  readonly prefix: string;
}

/** The objects of a selection. Keys that end in `/` stand for folders and are left out. Throws `ManifestError`, `ObjectError`. */
export function selectObjects(store: SelectableObjects, selection: Selection): AsyncGenerator<SelectedObject> {
  const location = parseS3Uri(selection.S3Uri)!;
  return selection.S3DataType === "ManifestFile" ? fromManifest(store, location) : fromPrefix(store, location);
}

/** Whether there is anything to read: an object with the prefix, or the manifest itself. */
export async function selectsAnything(store: SelectableObjects, selection: Selection): Promise<boolean> {
  const { bucket, key } = parseS3Uri(selection.S3Uri)!;
  try {
    if (selection.S3DataType === "ManifestFile") return (await store.head(bucket, key)) !== undefined;
    return !(await fromPrefix(store, { bucket, key }).next()).done;
  } catch (error) {
    if (error instanceof ObjectError) return false;
    throw error;
  }
}

async function* fromPrefix(
  store: SelectableObjects,
  { bucket, key: prefix }: S3Location,
): AsyncGenerator<SelectedObject> {
  for await (const { key, size } of listAll(store, bucket, prefix)) {
    if (!key.endsWith("/")) yield { bucket, key, size, prefix };
  }
}

async function* fromManifest(store: SelectableObjects, location: S3Location): AsyncGenerator<SelectedObject> {
  const { prefix, keys } = parseManifest(await readText(store, location));
  const { bucket } = prefix;
  for (const key of keys) {
    const { size } = await store.head(bucket, key).catch((error: unknown) => {
      if (!(error instanceof ObjectError)) throw error;
      throw manifestErrors.noObject(formatS3Uri({ bucket, key }));
    });
    yield { bucket, key, size, prefix: prefix.key };
  }
}

async function readText(store: SelectableObjects, { bucket, key }: S3Location): Promise<string> {
  const { body } = await store.get(bucket, key);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await collect(body));
}
