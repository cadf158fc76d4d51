import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type TarFile, writeTar } from "../../bytes/tar-writer.js";
import { contentsOf } from "../contents.js";

/** A file below a folder, by its path with slashes. */
export interface FolderFile {
  readonly path: string;
  readonly file: string;
  readonly size: number;
}

/** The files below a folder in the order of their paths; none where there is no such folder. Throws when it cannot be read. */
export async function filesBelow(folder: string): Promise<FolderFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const files: FolderFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join("/");
    const found = await stat(file).catch(() => undefined); // it may be gone by now
    if (found !== undefined) files.push({ path, file, size: found.size });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files as a gzipped tar: what `model.tar.gz` is. Throws while it is read when a file is not there or not what it was. */
export function packed(files: readonly FolderFile[]): AsyncIterable<Uint8Array> {
  const entries = (function* (): Generator<TarFile> {
    for (const { path, file, size } of files) yield { path, size, body: contentsOf(file) };
  })();
  // What goes wrong is thrown to whoever reads the result.
  return pipeline(Readable.from(writeTar(entries)), createGzip(), () => {});
}
