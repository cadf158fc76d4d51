import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { BodyDigest, ChecksumAlgorithm } from "../../objects.js";
import { startDigest } from "../checksum.js";

/** Bodies up to this size stay in memory. */
const inMemory = 8 * 1024 * 1024;

/** A body that has been read to its end, so that its length and checksums are known before it is sent on. */
export interface Spooled {
  readonly digest: BodyDigest;
  readonly body: Buffer | Readable;
}

/** Reads a body, longer ones into a temporary file, and hands it to `use`; the file is removed afterwards. */
export async function spooled<T>(
  body: AsyncIterable<Uint8Array>,
  checksum: ChecksumAlgorithm | undefined,
  use: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const running = startDigest(checksum);
  const chunks: Uint8Array[] = [];
  let held = 0;
  let file: { readonly path: string; readonly handle: FileHandle } | undefined;
  try {
    for await (const chunk of body) {
      running.update(chunk);
      chunks.push(chunk);
      held += chunk.length;
      if (held <= inMemory) continue;
      file ??= await temporaryFile();
      for (const each of chunks.splice(0)) await file.handle.writeFile(each);
      held = 0;
    }
    if (!file) return await use({ digest: running.digest(), body: Buffer.concat(chunks) });
    for (const each of chunks) await file.handle.writeFile(each);
    return await use({ digest: running.digest(), body: createReadStream(file.path) });
  } finally {
    await file?.handle.close();
    if (file) await unlink(file.path);
  }
}

async function temporaryFile() {
  const path = join(tmpdir(), `kakehi-spool-${randomUUID()}`);
  return { path, handle: await open(path, "wx", 0o600) };
}
