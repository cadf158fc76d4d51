import { archiveErrors } from "./errors.js";
import { safePath } from "./path.js";
import { type ByteSource, chunksOf } from "./source.js";
import { blockSize, writePax, writeTarHeader } from "./tar-header.js";

/** A file to be archived. The size is needed up front where the bytes come as a stream. */
export interface TarFile {
  readonly path: string;
  readonly body: ByteSource;
  /** Bytes of the body; may be left out when the body is a `Uint8Array`. */
  readonly size?: number;
  /** Permission bits, 0o644 unless said. */
  readonly mode?: number;
}

/** Beyond this, ustar's size field is full and a pax header says the size. */
const largestOctal = 0o77777777777;

/**
 * Writes files as a tar archive: ustar, with pax headers where a path is long or not ASCII. The same files in the same order
 * give the same bytes: no times, users or groups. Folders are implied by the paths.
 */
export async function* writeTar(files: Iterable<TarFile> | AsyncIterable<TarFile>): AsyncGenerator<Uint8Array> {
  for await (const file of files) {
    const path = safePath(file.path);
    const size = file.size ?? (file.body instanceof Uint8Array ? file.body.length : Number.NaN);
    if (path === "" || !Number.isSafeInteger(size)) {
      throw archiveErrors.malformed("tar", `${JSON.stringify(file.path)} has no name or no known size`);
    }
    yield* header(path, size, file.mode ?? 0o644);
    let written = 0;
    for await (const chunk of chunksOf(file.body)) {
      written += chunk.length;
      if (written <= size) yield chunk;
    }
    if (written !== size) throw archiveErrors.malformed("tar", `${path} has ${written} bytes instead of ${size}`);
    if (size % blockSize !== 0) yield new Uint8Array(blockSize - (size % blockSize));
  }
  yield new Uint8Array(2 * blockSize);
}

function* header(path: string, size: number, mode: number): Generator<Uint8Array> {
  const plain = { mode, modified: 0, target: "" };
  const pairs: [string, string][] = [];
  if (path.length > 100 || /[^\x20-\x7e]/.test(path)) pairs.push(["path", path]);
  if (size > largestOctal) pairs.push(["size", String(size)]);
  if (pairs.length > 0) {
    const body = writePax(pairs);
    yield writeTarHeader({ ...plain, path: "pax", size: body.length, type: "x" });
    yield body;
    yield new Uint8Array((blockSize - (body.length % blockSize)) % blockSize);
  }
  const short = pairs.some(([key]) => key === "path") ? path.replace(/[^\x20-\x7e]/g, "_").slice(-100) : path;
  yield writeTarHeader({ ...plain, path: short, size: Math.min(size, largestOctal), type: "0" });
}
