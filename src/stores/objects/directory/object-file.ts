import { type FileHandle, open, unlink } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { BodyDigest, ChecksumAlgorithm, Checksums, ObjectAttributes } from "../../objects.js";
import { startDigest } from "../checksum.js";

/*
 * An object is one file: its bytes, then what is known of it as JSON, then 16 bytes that say where the JSON begins. One rename
 * makes both visible, and whoever has the file open keeps the object as it was.
 */

export interface ObjectRecord {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** Whole seconds since 1970, as S3 counts. */
  readonly modified: number;
  readonly checksums: Checksums;
  readonly attributes: ObjectAttributes;
  /** Of an object that was put in parts: their sizes, and the upload's id. */
  readonly partSizes?: readonly number[];
  readonly upload?: string;
}

const magic = Buffer.from("KAKEHI-1");
const footerLength = 16;
/** Enough for nearly every record, so that one read gets it. */
const tailLength = 4096;

/** The file is not an object: damaged, or not ours. */
export class DamagedObject extends Error {}

/** Writes a body to a new file and syncs it. Removes the file when the body, `describe` or the disk fails. */
export async function writeObjectFile(
  path: string,
  body: AsyncIterable<Uint8Array>,
  checksum: ChecksumAlgorithm | undefined,
  describe: (digest: BodyDigest) => ObjectRecord,
): Promise<ObjectRecord> {
  const digest = startDigest(checksum);
  const handle = await open(path, "wx");
  try {
    for await (const chunk of body) {
      digest.update(chunk);
      await writeAll(handle, chunk);
    }
    const record = describe(digest.digest());
    await writeAll(handle, encodeRecord(record));
    await handle.sync();
    await handle.close();
    return record;
  } catch (error) {
    await handle.close().catch(() => {});
    await unlink(path);
    throw error;
  }
}

async function writeAll(handle: FileHandle, data: Uint8Array): Promise<void> {
  for (let at = 0; at < data.length; ) at += (await handle.write(data, at)).bytesWritten;
}

function encodeRecord(record: ObjectRecord): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  const footer = Buffer.alloc(footerLength);
  footer.writeUInt32BE(json.length);
  footer.writeUInt32BE(crc32(json), 4);
  magic.copy(footer, 8);
  return Buffer.concat([json, footer]);
}

/** Reads the record of an open object file. Throws `DamagedObject`. */
export async function readRecord(handle: FileHandle): Promise<ObjectRecord> {
  const { size } = await handle.stat();
  const tail = await readAt(handle, Math.max(0, size - tailLength), size);
  const footer = tail.subarray(-footerLength);
  if (tail.length < footerLength || !footer.subarray(8).equals(magic)) throw new DamagedObject("no footer");
  const length = footer.readUInt32BE();
  const start = size - footerLength - length;
  if (start < 0) throw new DamagedObject("the record does not fit into the file");
  const inTail = tail.length - footerLength - length;
  const json = inTail >= 0 ? tail.subarray(inTail, -footerLength) : await readAt(handle, start, start + length);
  if (crc32(json) !== footer.readUInt32BE(4)) throw new DamagedObject("the record's checksum is wrong");
  const record = JSON.parse(json.toString()) as ObjectRecord;
  if (record.size !== start) throw new DamagedObject("the record's size is not the file's");
  return record;
}

async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) throw new DamagedObject("the file ends early");
    filled += bytesRead;
  }
  return bytes;
}

const readLength = 256 * 1024;

/** The bytes from `start` to before `end`. Closes the file when they are read, or when the reader gives up. */
export function readBody(handle: FileHandle, start: number, end: number): AsyncIterableIterator<Uint8Array> {
  let at = start;
  let isOpen = true;
  const close = async () => {
    if (isOpen) {
      isOpen = false;
      await handle.close();
    }
    return { done: true, value: undefined } as const;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (at >= end || !isOpen) return close();
      try {
        const value = await readAt(handle, at, Math.min(end, at + readLength));
        at += value.length;
        return { done: false, value };
      } catch (error) {
        await close();
        throw error;
      }
    },
    return: close,
  };
}
