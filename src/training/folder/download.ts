import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ManifestError, ObjectError } from "../../stores/objects/errors.js";
import { formatS3Uri } from "../../stores/objects/s3-uri.js";
import {
  type SelectableObjects,
  type SelectedObject,
  type Selection,
  selectObjects,
} from "../../stores/objects/select.js";
import { downloadErrors } from "../errors.js";

/** Brings the objects of a selection into a folder, each by what its key has after the prefix; answers how many there were. */
export async function download(
  objects: SelectableObjects,
  selection: Selection,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  await mkdir(folder, { recursive: true });
  let count = 0;
  try {
    for await (const object of selectObjects(objects, selection)) {
      signal.throwIfAborted();
      const file = join(folder, localName(object));
      await mkdir(dirname(file), { recursive: true });
      const { body } = await objects.get(object.bucket, object.key);
      await pipeline(Readable.from(body), createWriteStream(file), { signal });
      count++;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ManifestError) throw downloadErrors.manifest(selection.S3Uri, error);
    if (error instanceof ObjectError) throw downloadErrors.store(selection.S3Uri, error);
    throw error;
  }
  return count;
}

/** Where in a channel's folder an object is put. A selection of one whole key leaves its last part. */
function localName({ bucket, key, prefix }: SelectedObject): string {
  const rest = key.slice(prefix.lastIndexOf("/") + 1).replace(/^\/+/, "");
  const name = prefix.endsWith("/") || key === prefix ? rest : afterPrefix(key, prefix);
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || part.includes("\0")))
    throw downloadErrors.fileName(formatS3Uri({ bucket, key }));
  return join(...parts);
}

/** `data` selects `data/a.csv`, which becomes `a.csv`, and `data-2/a.csv`, which keeps the folder it is in. */
function afterPrefix(key: string, prefix: string): string {
  return key.startsWith(`${prefix}/`)
    ? key.slice(prefix.length).replace(/^\/+/, "")
    : key.slice(prefix.lastIndexOf("/") + 1);
}
