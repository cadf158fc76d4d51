import { createHash } from "node:crypto";
import { objectErrors } from "../../src/stores/objects/errors.js";
import type { ObjectContent, ObjectInfo } from "../../src/stores/objects.js";
import type { JobObjects } from "../../src/transform/storage/storage.js";

export interface Faults {
  /** Called before every chunk that is read; may throw, wait, or change the store. */
  readonly reading?: (key: string, offset: number) => unknown;
  /** Called before an object becomes visible; may throw or wait. */
  readonly storing?: (key: string) => unknown;
}

/** The part of an object store that jobs use, in memory, with the faults that a test wants. Reads in chunks of `chunk` bytes. */
export function memoryStore(objects: Record<string, string | Uint8Array>, faults: Faults = {}, chunk = 16) {
  const all = new Map(Object.entries(objects).map(([key, body]) => [key, Buffer.from(body)]));
  const info = (bucket: string, key: string): ObjectInfo => {
    const body = all.get(key);
    if (body === undefined) throw objectErrors.noSuchKey(key);
    const etag = createHash("md5").update(body).digest("hex");
    return { bucket, key, size: body.length, etag, modified: new Date(0), checksums: {} };
  };
  const store: JobObjects = {
    async put(bucket, key, body) {
      if (bucket !== "data") throw objectErrors.noSuchBucket(bucket);
      const parts: Uint8Array[] = [];
      for await (const part of body) parts.push(part);
      await faults.storing?.(key);
      all.set(key, Buffer.concat(parts));
      return info(bucket, key);
    },

    head: async (bucket, key) => info(bucket, key),

    async get(bucket, key, options): Promise<ObjectContent> {
      const { range } = options ?? {};
      const found = info(bucket, key);
      const start = range && "start" in range ? range.start : 0;
      const body = all.get(key)!;
      async function* chunks() {
        for (let at = start; at < body.length; at += chunk) {
          await faults.reading?.(key, at);
          yield new Uint8Array(body.subarray(at, at + chunk));
        }
      }
      return { info: found, body: chunks() };
    },

    async list(bucket, { prefix = "", startAfter = "", limit = 2 } = {}) {
      if (bucket !== "data") throw objectErrors.noSuchBucket(bucket);
      const keys = [...all.keys()].sort().filter((key) => key.startsWith(prefix) && key > startAfter);
      const page = keys.slice(0, limit).map((key) => info(bucket, key));
      return { objects: page, commonPrefixes: [], ...(keys.length > limit && { next: keys[limit - 1] }) };
    },
  };
  return {
    store,
    text: (key: string) => all.get(key)?.toString("utf8"),
    set: (key: string, body: string) => all.set(key, Buffer.from(body)),
    remove: (key: string) => all.delete(key),
    keys: (prefix: string) => [...all.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
}
