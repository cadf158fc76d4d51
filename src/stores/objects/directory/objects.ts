import { rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BodyDigest, GetOptions, ObjectContent, ObjectInfo, PutOptions } from "../../objects.js";
import { objectErrors } from "../errors.js";
import { resolveRange } from "../range.js";
import { headBucket } from "./buckets.js";
import { isFsError, placeFile, syncFolder } from "./durable.js";
import { pathOfKey } from "./key-path.js";
import { type ObjectRecord, readBody, writeObjectFile } from "./object-file.js";
import { inBucket, objectsFolder, openObject, recordAt, type Volume } from "./volume.js";

export function infoOf(bucket: string, record: ObjectRecord): ObjectInfo {
  const { key, size, etag, modified, checksums, attributes, partSizes } = record;
  const info = { ...attributes, bucket, key, size, etag, modified: new Date(modified * 1000), checksums };
  return partSizes ? { ...info, partSizes } : info;
}

export const wholeSeconds = (): number => Math.floor(Date.now() / 1000);

export async function putObject(
  volume: Volume,
  bucket: string,
  key: string,
  body: AsyncIterable<Uint8Array>,
  { attributes = {}, checksum, verify, allow }: PutOptions = {},
): Promise<ObjectInfo> {
  await headBucket(volume, bucket);
  const file = volume.temporary();
  const record = await writeObjectFile(file, body, checksum, (digest: BodyDigest) => {
    verify?.(digest);
    const { size, md5, checksums } = digest;
    return { key, size, etag: md5, modified: wholeSeconds(), checksums, attributes };
  });
  await placeObject(volume, bucket, key, file, allow);
  return infoOf(bucket, record);
}

/** Makes a written object file the object, if `allow` does not object. The file is gone afterwards in any case. */
export async function placeObject(
  volume: Volume,
  bucket: string,
  key: string,
  file: string,
  allow: PutOptions["allow"],
): Promise<void> {
  const base = objectsFolder(volume, bucket);
  const names = pathOfKey(key);
  try {
    await volume.lock(`${bucket}/${key}`, async () => {
      if (allow) {
        const current = await recordAt(join(base, ...names));
        allow(current && infoOf(bucket, current));
      }
      await inBucket(bucket, () => placeFile(file, base, names));
    });
  } catch (error) {
    await unlink(file).catch(() => {});
    throw error;
  }
}

export async function headObject(volume: Volume, bucket: string, key: string): Promise<ObjectInfo> {
  const record = await recordAt(join(objectsFolder(volume, bucket), ...pathOfKey(key)));
  if (!record) throw await missing(volume, bucket, key);
  return infoOf(bucket, record);
}

export async function getObject(
  volume: Volume,
  bucket: string,
  key: string,
  { range, allow }: GetOptions = {},
): Promise<ObjectContent> {
  const found = await openObject(join(objectsFolder(volume, bucket), ...pathOfKey(key)));
  if (!found) throw await missing(volume, bucket, key);
  const { handle, record } = found;
  try {
    const info = infoOf(bucket, record);
    allow?.(info);
    if (!range) return { info, body: readBody(handle, 0, record.size) };
    const { start, end } = resolveRange(range, record.size);
    return { info, body: readBody(handle, start, end + 1), range: { start, end } };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Why an object was not found: the bucket may be missing too. */
async function missing(volume: Volume, bucket: string, key: string): Promise<Error> {
  await headBucket(volume, bucket);
  return objectErrors.noSuchKey(key);
}

/** Deletes an object and the folders that this leaves empty; an object that is not there counts as deleted. */
export async function deleteObject(volume: Volume, bucket: string, key: string): Promise<void> {
  await headBucket(volume, bucket);
  const base = objectsFolder(volume, bucket);
  const path = join(base, ...pathOfKey(key));
  try {
    await unlink(path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (isFsError(error, "ENOENT", "ENOTDIR", "ENAMETOOLONG")) return;
    throw error;
  }
  await removeEmptyFolders(dirname(path), base);
}

/** Folders exist only as long as they hold something. */
async function removeEmptyFolders(from: string, base: string): Promise<void> {
  for (let folder = from; folder !== base; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (isFsError(error, "ENOTEMPTY", "EEXIST", "ENOENT")) return;
      throw error;
    }
  }
}
