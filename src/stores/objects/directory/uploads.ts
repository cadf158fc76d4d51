import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PartInfo, PartOptions, UploadInfo, UploadOptions, UploadParts, UploadRef } from "../../objects.js";
import { objectErrors } from "../errors.js";
import { compareKeys } from "../key-order.js";
import { headBucket } from "./buckets.js";
import { isFsError, placeFile, syncFolder } from "./durable.js";
import { type ObjectRecord, writeObjectFile } from "./object-file.js";
import { wholeSeconds } from "./objects.js";
import { inBucket, recordAt, uploadsFolder, type Volume } from "./volume.js";

/** `upload.json`: what an upload was begun with. */
export interface UploadRecord extends UploadOptions {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly created: number;
}

const partName = (part: number): string => `part-${String(part).padStart(5, "0")}`;

export async function createUpload(volume: Volume, bucket: string, key: string, options: UploadOptions = {}) {
  await headBucket(volume, bucket);
  const id = randomBytes(16).toString("hex");
  const made = volume.temporary();
  await mkdir(made);
  const handle = await open(join(made, "upload.json"), "wx");
  await handle.writeFile(JSON.stringify({ key, created: Date.now(), ...options } satisfies UploadRecord));
  await handle.sync();
  await handle.close();
  await syncFolder(made);
  const folder = uploadsFolder(volume, bucket);
  await inBucket(bucket, () => rename(made, join(folder, id)));
  await syncFolder(folder);
  return id;
}

/** The folder of an upload that is under way, and what it was begun with. Throws `NoSuchUpload`. */
export async function openUpload(volume: Volume, ref: UploadRef): Promise<{ folder: string; record: UploadRecord }> {
  await headBucket(volume, ref.bucket);
  if (!/^[0-9a-f]{32}$/.test(ref.id)) throw objectErrors.noSuchUpload(ref);
  const folder = join(uploadsFolder(volume, ref.bucket), ref.id);
  const record = await orNoSuchUpload(ref, () => readUpload(folder));
  if (record.key !== ref.key) throw objectErrors.noSuchUpload(ref);
  return { folder, record };
}

async function readUpload(folder: string): Promise<UploadRecord> {
  return JSON.parse(await readFile(join(folder, "upload.json"), "utf8")) as UploadRecord;
}

async function orNoSuchUpload<T>(ref: UploadRef, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isFsError(error, "ENOENT")) throw objectErrors.noSuchUpload(ref);
    throw error;
  }
}

export async function putPart(
  volume: Volume,
  ref: UploadRef,
  part: number,
  body: AsyncIterable<Uint8Array>,
  { checksum, verify }: PartOptions = {},
): Promise<PartInfo> {
  const { folder, record: upload } = await openUpload(volume, ref);
  const file = volume.temporary();
  const record = await writeObjectFile(file, body, upload.checksum ?? checksum, (digest) => {
    verify?.(digest);
    const { size, md5, checksums } = digest;
    return { key: partName(part), size, etag: md5, modified: wholeSeconds(), checksums, attributes: {} };
  });
  try {
    await orNoSuchUpload(ref, () => placeFile(file, folder, [partName(part)]));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return partInfo(part, record);
}

function partInfo(part: number, { size, etag, modified, checksums }: ObjectRecord): PartInfo {
  return { part, size, etag, modified: new Date(modified * 1000), checksums };
}

/** A part that was put, with its file; undefined when there is none of that number. */
export async function partAt(folder: string, part: number) {
  const file = join(folder, partName(part));
  const record = await recordAt(file);
  return record && { file, info: partInfo(part, record) };
}

/** Throws the upload and its parts away. */
export async function removeUpload(volume: Volume, ref: UploadRef): Promise<void> {
  const { folder } = await openUpload(volume, ref);
  const removed = volume.temporary();
  await orNoSuchUpload(ref, () => rename(folder, removed));
  await syncFolder(uploadsFolder(volume, ref.bucket));
  await rm(removed, { recursive: true });
}

/** The parts of an upload, by number. */
export async function listParts(volume: Volume, ref: UploadRef): Promise<UploadParts> {
  const { folder, record } = await openUpload(volume, ref);
  const names = await orNoSuchUpload(ref, () => readdir(folder));
  const numbers = names.flatMap((name) => (name.startsWith("part-") ? [Number(name.slice(5))] : []));
  const parts: PartInfo[] = [];
  for (const number of numbers.sort((a, b) => a - b)) {
    const found = await partAt(folder, number);
    if (found) parts.push(found.info);
  }
  return { upload: uploadInfo(ref.bucket, ref.id, record), parts };
}

export function listUploads(volume: Volume, bucket: string): Promise<UploadInfo[]> {
  return inBucket(bucket, async () => {
    const folder = uploadsFolder(volume, bucket);
    const uploads: UploadInfo[] = [];
    for (const id of await readdir(folder)) {
      const record = await readUpload(join(folder, id)).catch(ignoreAbsence);
      if (record) uploads.push(uploadInfo(bucket, id, record));
    }
    return uploads.sort((a, b) => compareKeys(a.key, b.key) || a.created.getTime() - b.created.getTime());
  });
}

function ignoreAbsence(error: unknown): undefined {
  if (!isFsError(error, "ENOENT")) throw error;
}

function uploadInfo(bucket: string, id: string, { created, attributes: _, ...rest }: UploadRecord): UploadInfo {
  return { ...rest, bucket, id, created: new Date(created) };
}
