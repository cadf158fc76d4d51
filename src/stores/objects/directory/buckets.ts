import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BucketInfo } from "../../objects.js";
import { objectErrors } from "../errors.js";
import { isFsError, syncFolder } from "./durable.js";
import { homeOf, inBucket, isBucketName, objectsFolder, type Volume } from "./volume.js";
import { walk } from "./walk.js";

/** Builds the bucket's folder aside and moves it into place. */
export async function createBucket(volume: Volume, bucket: string): Promise<void> {
  if (!isBucketName(bucket)) throw new RangeError(`${JSON.stringify(bucket)} is not a bucket name`);
  const made = volume.temporary();
  await mkdir(join(made, "objects"), { recursive: true });
  await mkdir(join(made, "uploads"));
  const handle = await open(join(made, "bucket.json"), "wx");
  await handle.writeFile(JSON.stringify({ created: Date.now() }));
  await handle.sync();
  await handle.close();
  await syncFolder(made);
  try {
    await rename(made, join(volume.buckets, bucket));
  } catch (error) {
    await rm(made, { recursive: true });
    if (isFsError(error, "ENOTEMPTY", "EEXIST", "EPERM")) throw objectErrors.bucketAlreadyOwnedByYou(bucket);
    throw error;
  }
  await syncFolder(volume.buckets);
}

/**
 * Takes the folder out of the way first, so that nothing can be put any more, and looks then: a put that was quicker makes it
 * go back.
 */
export async function deleteBucket(volume: Volume, bucket: string): Promise<void> {
  const home = homeOf(volume, bucket);
  const removed = volume.temporary();
  await inBucket(bucket, async () => {
    if (await hasObjects(objectsFolder(volume, bucket))) throw objectErrors.bucketNotEmpty(bucket);
    await rename(home, removed);
  });
  if (await hasObjects(join(removed, "objects"))) {
    await rename(removed, home);
    throw objectErrors.bucketNotEmpty(bucket);
  }
  await syncFolder(volume.buckets);
  await rm(removed, { recursive: true });
}

async function hasObjects(folder: string): Promise<boolean> {
  for await (const _ of walk(folder, {})) return true;
  return false;
}

export function headBucket(volume: Volume, bucket: string): Promise<BucketInfo> {
  return inBucket(bucket, async () => {
    const text = await readFile(join(homeOf(volume, bucket), "bucket.json"), "utf8");
    const { created } = JSON.parse(text) as { created: number };
    return { name: bucket, created: new Date(created) };
  });
}

/** By name. */
export async function listBuckets(volume: Volume): Promise<BucketInfo[]> {
  const names = (await readdir(volume.buckets)).filter(isBucketName).sort();
  return Promise.all(names.map((name) => headBucket(volume, name)));
}
