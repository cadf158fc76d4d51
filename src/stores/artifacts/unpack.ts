import { expand } from "../../bytes/deflate.js";
import { readTar } from "../../bytes/tar.js";
import type { ArtifactLimits, FolderWriter } from "./folder-writer.js";

/** Gzip reaches about 1000 : 1 on nothing but zeros; models do not come near this. */
const highestRatio = 250;
const alwaysAllowed = 64 * 1024 * 1024;

/**
 * Unpacks a gzipped tar of `size` bytes as it streams in. Throws `ArchiveError` for what is no such archive, for paths and links
 * that leave the folder, and for more bytes than honest compression yields.
 */
export async function unpack(
  archive: AsyncIterable<Uint8Array>,
  size: number,
  writer: FolderWriter,
  limits: ArtifactLimits,
): Promise<void> {
  const most = Math.min(limits.bytes, Math.max(alwaysAllowed, size * highestRatio));
  const expanded = expand(archive, "gzip", most);
  try {
    // The tar reader stops at the tar's end; the rest is read as well, since gzip's checksum comes last.
    for await (const entry of readTar({ [Symbol.asyncIterator]: () => ({ next: () => expanded.next() }) })) {
      if (entry.type === "directory") await writer.folder(entry.path);
      else if (entry.type === "symlink") await writer.symlink(entry.path, entry.target);
      else if (entry.type === "link") await writer.link(entry.path, entry.target);
      else await writer.file(entry.path, entry.body, (entry.mode & 0o100) !== 0);
    }
    while (!(await expanded.next()).done);
  } finally {
    await expanded.return(undefined);
  }
}
