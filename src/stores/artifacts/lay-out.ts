import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { contentsOf } from "../contents.js";
import { listAll } from "../objects/list-all.js";
import type { ObjectInfo, ObjectStore, ObjectSummary } from "../objects.js";
import { artifactErrors } from "./errors.js";
import type { FolderWriter } from "./folder-writer.js";

/** What model data is fetched with. */
export type ArtifactObjects = Pick<ObjectStore, "head" | "get" | "list">;

/** Longer names do not fit a directory entry. */
const longestName = 255;

/** One object as one file, under the last segment of its key. */
export async function layOutObject(objects: ArtifactObjects, uri: string, info: ObjectInfo, writer: FolderWriter) {
  const name = info.key.slice(info.key.lastIndexOf("/") + 1);
  checkPath(uri, info.key, name);
  await writer.file(name, (await objects.get(info.bucket, info.key)).body, false);
}

/**
 * Every object below a prefix, under the rest of its key. What makes a deployment fail is what the API reference of
 * `S3ModelDataSource` lists: a prefix without its final slash, `.` and `..`, overlong names, a key that is a file and a folder.
 */
export async function layOutPrefix(
  objects: ArtifactObjects,
  uri: string,
  bucket: string,
  prefix: string,
  writer: FolderWriter,
): Promise<void> {
  if (!prefix.endsWith("/")) throw artifactErrors.badKey(uri, prefix, "must end with a slash to be a prefix");
  const files: ObjectSummary[] = [];
  for await (const info of listAll(objects, bucket, prefix)) {
    if (!(info.key.endsWith("/") && info.size === 0)) files.push(info);
  }
  if (files.length === 0) throw artifactErrors.notFound(uri);
  const paths = new Set(files.map((info) => info.key.slice(prefix.length)));
  for (const path of paths) {
    checkPath(uri, prefix + path, path);
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      const folder = path.slice(0, slash);
      if (paths.has(folder)) throw artifactErrors.badKey(uri, prefix + folder, "is a file and a folder at once");
    }
  }
  for (const { key } of files) {
    await writer.file(key.slice(prefix.length), (await objects.get(bucket, key)).body, false);
  }
}

/** A copy of a folder, or of a single file, of this machine. */
export async function layOutFiles(path: string, writer: FolderWriter): Promise<void> {
  if (!(await stat(path)).isDirectory()) return writer.file(basename(path), contentsOf(path), false);
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const info = await stat(file);
    if (info.isDirectory()) continue;
    await writer.file(relative(path, file).split(sep).join("/"), contentsOf(file), (info.mode & 0o100) !== 0);
  }
}

function checkPath(uri: string, key: string, path: string): void {
  if (path.includes("\0") || path.includes("\\")) throw artifactErrors.badKey(uri, key, "is no path");
  for (const segment of path.split("/")) {
    if (segment === "") throw artifactErrors.badKey(uri, key, "has an empty segment");
    if (segment === "." || segment === "..") throw artifactErrors.badKey(uri, key, `has a segment "${segment}"`);
    if (Buffer.byteLength(segment) > longestName) {
      throw artifactErrors.badKey(uri, key, `has a segment of more than ${longestName} bytes`);
    }
  }
}
