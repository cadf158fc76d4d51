import type { S3Client } from "@aws-sdk/client-s3";
import type { ObjectInfo, PartInfo, PutOptions } from "../../objects.js";
import { headBucket, putSpooled } from "./objects.js";
import { spooled } from "./spool.js";
import { abortUpload, completeUpload, createUpload, putPart, putSpooledPart } from "./uploads.js";

/** Of one part, in bytes; a service takes 10,000 of them, so that a body may have 625 GiB. */
const partBytes = 64 * 1024 * 1024;

/** Puts a body of any length: a longer one than a part goes up in parts, since one request takes no more than 5 GiB. */
export async function putLong(
  client: S3Client,
  bucket: string,
  key: string,
  body: AsyncIterable<Uint8Array>,
  options: Pick<PutOptions, "attributes"> = {},
): Promise<ObjectInfo> {
  await headBucket(client, bucket);
  const pieces = new Pieces(body);
  try {
    return await spooled(pieces.next(partBytes), undefined, async (first) => {
      if (await pieces.ended()) return putSpooled(client, bucket, key, first, options);
      const upload = { bucket, key, id: await createUpload(client, bucket, key, options) };
      try {
        const parts: PartInfo[] = [await putSpooledPart(client, upload, 1, first)];
        while (!(await pieces.ended())) {
          parts.push(await putPart(client, upload, parts.length + 1, pieces.next(partBytes)));
        }
        return await completeUpload(client, upload, parts);
      } catch (error) {
        await abortUpload(client, upload).catch(() => {}); // what keeps it from being aborted is what broke it
        throw error;
      }
    });
  } finally {
    await pieces.close();
  }
}

/** A stream that is read in several pieces. */
class Pieces {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#iterator = body[Symbol.asyncIterator]();
  }

  async ended(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#iterator.next();
      if (next.done) return true;
      this.#rest = next.value;
    }
    return false;
  }

  /** The next `size` bytes, fewer at the end. */
  async *next(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0 && !(await this.ended()); ) {
      const chunk = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
