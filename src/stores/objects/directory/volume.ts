import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { objectErrors } from "../errors.js";
import { isFsError } from "./durable.js";
import { type KeyedLock, keyedLock } from "./keyed-lock.js";
import { type ObjectRecord, readRecord } from "./object-file.js";

/**
 * The folder of a store: `buckets/<bucket>/` with `bucket.json`, `objects/` and `uploads/<id>/`, and `temporary/` for what is
 * being written. One process at a time works on it.
 */
export interface Volume {
  readonly buckets: string;
  /** A path on the same file system for a file or folder under way; what a crash left there is removed on opening. */
  temporary(): string;
  /** Serialises what checks an object and then replaces it. */
  readonly lock: KeyedLock;
}

/** Opens the folder of a store, and makes it where there is none. What an earlier process left half written is removed. */
export async function openVolume(root: string): Promise<Volume> {
  const buckets = join(root, "buckets");
  const temporary = join(root, "temporary");
  await mkdir(buckets, { recursive: true });
  await mkdir(temporary, { recursive: true });
  for (const name of await readdir(temporary)) await rm(join(temporary, name), { recursive: true, force: true });
  return { buckets, temporary: () => join(temporary, randomUUID()), lock: keyedLock() };
}

export const objectsFolder = (volume: Volume, bucket: string): string => join(homeOf(volume, bucket), "objects");
export const uploadsFolder = (volume: Volume, bucket: string): string => join(homeOf(volume, bucket), "uploads");

/** The folder of a bucket. Throws `NoSuchBucket` for what can be no bucket's name. */
export function homeOf(volume: Volume, bucket: string): string {
  if (!isBucketName(bucket)) throw objectErrors.noSuchBucket(bucket);
  return join(volume.buckets, bucket);
}

/** A name that a folder may have: what S3 allows for buckets, so that no path can be made of one. */
export function isBucketName(bucket: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && !bucket.includes("..");
}

/** Opens an object file and reads its record; undefined when it is not there. The caller closes the file. */
export async function openObject(path: string) {
  try {
    const handle = await open(path, "r");
    try {
      return { handle, record: await readRecord(handle) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR", "ENAMETOOLONG")) return undefined;
    throw error;
  }
}

/** The record of an object file; undefined when it is not there. */
export async function recordAt(path: string): Promise<ObjectRecord | undefined> {
  const found = await openObject(path);
  await found?.handle.close();
  return found?.record;
}

/** Turns the absence of a bucket's folder into `NoSuchBucket`. */
export async function inBucket<T>(bucket: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isFsError(error, "ENOENT")) throw objectErrors.noSuchBucket(bucket);
    throw error;
  }
}
