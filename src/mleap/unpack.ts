import { expand, isGzip } from "../bytes/deflate.js";
import { collect } from "../bytes/source.js";
import { readTarFiles } from "../bytes/tar.js";
import { isZip, readZip } from "../bytes/zip.js";
import { errors, MleapError } from "./errors.js";
import { type Folder, folderOf } from "./folder.js";

/** A bundle's files by path, or an archive of them: zip, tar, or tar.gz. */
export type BundleSource = ReadonlyMap<string, Uint8Array> | Uint8Array;

/**
 * The folder that holds `bundle.json`: at the top of the source, one folder down, or in a zip archive at one of these places
 * (what MLeap writes to `jar:file:…zip`, then packed as `model.tar.gz`). `limit`: bytes that archives may expand to.
 */
export async function unpack(source: BundleSource, limit: number): Promise<Folder> {
  const top = folderOf(source instanceof Uint8Array ? await filesOf(source, limit) : source);
  const folder = withBundle(top);
  if (folder !== undefined) return folder;
  const archives = [top, ...top.folders.values()].flatMap(({ files }) => [...files.values()].filter(isZip));
  if (archives.length === 1) {
    const inner = withBundle(folderOf(await filesOf(archives[0], limit)));
    if (inner !== undefined) return inner;
  }
  throw errors.noBundle();
}

function withBundle(top: Folder): Folder | undefined {
  return [top, ...top.folders.values()].find(({ files }) => files.has("bundle.json"));
}

async function filesOf(archive: Uint8Array, limit: number): Promise<Map<string, Uint8Array>> {
  try {
    if (isZip(archive)) return await readZip(archive, limit);
    return await readTarFiles(isGzip(archive) ? await collect(expand(archive, "gzip", limit)) : archive);
  } catch (error) {
    if (error instanceof MleapError || !(error instanceof Error)) throw error;
    throw errors.badArchive(error);
  }
}
