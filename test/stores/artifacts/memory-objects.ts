import type { ArtifactObjects } from "../../../src/stores/artifacts/lay-out.js";
import type { ObjectInfo } from "../../../src/stores/objects.js";

/** As much of an object store as artifacts are fetched with; `files` is by `bucket/key`. */
export function memoryObjects() {
  const files = new Map<string, Uint8Array>();
  const info = (bucket: string, key: string): ObjectInfo => {
    const body = files.get(`${bucket}/${key}`);
    if (body === undefined) throw new Error("NoSuchKey");
    const etag = Buffer.from(body).toString("hex").slice(-64);
    return { bucket, key, size: body.length, etag, modified: new Date(0), checksums: {} };
  };
  const objects = {
    files,
    gets: 0,
    head: async (bucket: string, key: string) => info(bucket, key),
    get: async (bucket: string, key: string) => {
      objects.gets++;
      const body = files.get(`${bucket}/${key}`)!;
      return { info: info(bucket, key), body: chunks(body) };
    },
    list: async (bucket: string, { prefix = "" } = {}) => {
      const keys = [...files.keys()].filter((name) => name.startsWith(`${bucket}/${prefix}`)).sort();
      return { objects: keys.map((name) => info(bucket, name.slice(bucket.length + 1))), commonPrefixes: [] };
    },
  } satisfies ArtifactObjects & Record<string, unknown>;
  return objects;
}

async function* chunks(body: Uint8Array) {
  for (let at = 0; at < body.length; at += 1000) yield body.subarray(at, at + 1000);
}
