import type { Listing, ListOptions, ObjectSummary } from "../../objects.js";
import { inBucket, objectsFolder, recordAt, type Volume } from "./volume.js";
import { type Found, walk } from "./walk.js";

/** How many object files are looked into at once. */
const width = 32;

/** Lists a bucket's objects and common prefixes in the order of their UTF-8 keys, 1000 at a time unless said otherwise. */
export function list(volume: Volume, bucket: string, options: ListOptions = {}): Promise<Listing> {
  return inBucket(bucket, async () => {
    const limit = options.limit ?? 1000;
    const found: Found[] = [];
    let more = false;
    if (limit > 0) {
      for await (const item of walk(objectsFolder(volume, bucket), options)) {
        if (found.length === limit) {
          more = true;
          break;
        }
        found.push(item);
      }
    }
    const objects = await summaries(found.flatMap((item) => (item.file === undefined ? [] : [item.file])));
    const commonPrefixes = found.flatMap((item) => (item.file === undefined ? [item.commonPrefix] : []));
    const last = found.at(-1);
    const next = last && (last.file === undefined ? last.commonPrefix : last.key);
    return { objects, commonPrefixes, ...(more && next !== undefined ? { next } : {}) };
  });
}

/** Objects that were removed in the meantime are left out. */
async function summaries(files: readonly string[]): Promise<ObjectSummary[]> {
  const made: ObjectSummary[] = [];
  for (let at = 0; at < files.length; at += width) {
    for (const record of await Promise.all(files.slice(at, at + width).map(recordAt))) {
      if (!record) continue;
      const { key, size, etag, modified } = record;
      made.push({ key, size, etag, modified: new Date(modified * 1000) });
    }
  }
  return made;
}
