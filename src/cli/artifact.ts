import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { readFolder } from "../builtin/model-folder.js";
import { expand, isGzip } from "../bytes/deflate.js";
import { collect } from "../bytes/source.js";
import { readTarFiles } from "../bytes/tar.js";
import { isZip, readZip } from "../bytes/zip.js";
import { usageError } from "./errors.js";

/** A model archive that expands beyond this is not looked into. */
const limitBytes = 2 * 1024 ** 3;

/** The files of a model archive (tar.gz, tar, zip), of a folder, or the one file that the path names: path to bytes. */
export async function readArtifact(path: string): Promise<Map<string, Uint8Array>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw usageError(`there is no file or folder ${path}`);
  if (found.isDirectory()) return readFolder(path);
  const bytes = await readFile(path);
  if (isZip(bytes)) return readZip(bytes, limitBytes);
  if (isGzip(bytes)) return readTarFiles(await collect(expand(bytes, "gzip", limitBytes)));
  if (path.endsWith(".tar")) return readTarFiles(bytes);
  return new Map([[basename(path), bytes]]);
}
