import { archiveErrors } from "./errors.js";
import { checkLinkTarget, safePath } from "./path.js";
import { PullReader } from "./pull.js";
import { type ByteSource, collect } from "./source.js";
import { blockSize, parsePax, parseTarHeader, type TarHeader, text } from "./tar-header.js";

/** One entry of a tar archive, its path checked to stay below the folder it is unpacked into. */
export interface TarEntry {
  readonly path: string;
  readonly type: "file" | "directory" | "link" | "symlink";
  /** Of the body, in bytes; 0 unless it is a file. */
  readonly size: number;
  readonly mode: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Of a `link`: the path of the earlier file it is another name for. Of a `symlink`: its text, which stays inside. */
  readonly target: string;
  /** The file's bytes, to be read (or left) before the next entry is asked for. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Names and pax headers longer than this are no honest archive's. */
const longestName = 1024 * 1024;

const types = new Map<string, TarEntry["type"]>([
  ["0", "file"],
  ["7", "file"],
  ["1", "link"],
  ["2", "symlink"],
  ["5", "directory"],
]);

/**
 * Reads a tar archive (ustar, pax, GNU long names) entry by entry; the archive's root folder itself is not among them.
 * Unpacking the entries in order never writes outside the folder: no path or link leaves it, and none goes through a link.
 * @throws ArchiveError naming the entry
 */
export async function* readTar(source: ByteSource): AsyncGenerator<TarEntry> {
  const reader = new PullReader(source);
  const places = new Places();
  const global = new Map<string, string>();
  let sawHeader = false;
  try {
    for (;;) {
      const header = await readHeader(reader, global, sawHeader);
      if (header === undefined) return;
      sawHeader = true;
      const path = safePath(header.path);
      const type = header.path.endsWith("/") && header.type === "0" ? "directory" : types.get(header.type);
      if (type === undefined) throw archiveErrors.unsupported("tar", `an entry of type "${header.type}" (${path})`);
      // Links and directories have no body, whatever the size field of some writers says.
      const size = type === "file" ? header.size : 0;
      let left = size;
      if (path !== "") {
        const target = type === "link" ? safePath(header.target) : type === "symlink" ? header.target : "";
        places.take(path, type, target);
        yield {
          path,
          type,
          size,
          mode: header.mode,
          modified: header.modified,
          target,
          body: {
            async *[Symbol.asyncIterator]() {
              while (left > 0) {
                const piece = await reader.some(left);
                if (piece === undefined) throw archiveErrors.truncated("tar", path);
                left -= piece.length;
                yield piece;
              }
            },
          },
        };
      } else if (type !== "directory") {
        throw archiveErrors.unsafePath(header.path, "is an entry without a name");
      }
      if ((await reader.skip(left)) < left || !(await skipPadding(reader, size))) {
        throw archiveErrors.truncated("tar", path);
      }
    }
  } finally {
    await reader.close();
  }
}

/** The regular files of a tar archive by path; a later entry of the same path takes the place of an earlier one. */
export async function readTarFiles(source: ByteSource): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const entry of readTar(source)) {
    if (entry.type === "file") files.set(entry.path, await collect(entry.body));
  }
  return files;
}

/** The next entry's header with what the pax and GNU headers before it say in its stead; undefined at the end. */
async function readHeader(
  reader: PullReader,
  global: Map<string, string>,
  mayEnd: boolean,
): Promise<TarHeader | undefined> {
  const extended = new Map<string, string>();
  for (;;) {
    const block = await reader.upTo(blockSize);
    if (block.length === 0 && mayEnd) return undefined;
    if (block.length < blockSize) throw archiveErrors.truncated("tar", "a header");
    const header = parseTarHeader(block);
    if (header === undefined) return undefined;
    if (!["x", "g", "L", "K"].includes(header.type)) return merge(header, new Map([...global, ...extended]));

    if (header.size > longestName) throw archiveErrors.malformed("tar", "a name is longer than 1 MiB");
    const body = await reader.upTo(header.size);
    if (body.length < header.size || !(await skipPadding(reader, header.size))) {
      throw archiveErrors.truncated("tar", "a long name");
    }
    if (header.type === "L") extended.set("path", text(body, 0, body.length));
    else if (header.type === "K") extended.set("linkpath", text(body, 0, body.length));
    else for (const [key, value] of parsePax(body)) (header.type === "g" ? global : extended).set(key, value);
  }
}

function merge(header: TarHeader, extended: ReadonlyMap<string, string>): TarHeader {
  const path = extended.get("path") ?? header.path;
  const size = Number(extended.get("size") ?? header.size);
  if (!Number.isSafeInteger(size) || size < 0) throw archiveErrors.malformed("tar", `the size of ${path} is no number`);
  for (const key of extended.keys()) {
    if (key.startsWith("GNU.sparse.")) throw archiveErrors.unsupported("tar", `a sparse file (${path})`);
  }
  return {
    ...header,
    path,
    size,
    target: extended.get("linkpath") ?? header.target,
    modified: Math.floor(Number(extended.get("mtime") ?? header.modified)) || 0,
  };
}

/** Bodies are padded to whole blocks. */
async function skipPadding(reader: PullReader, size: number): Promise<boolean> {
  const padding = (blockSize - (size % blockSize)) % blockSize;
  return (await reader.skip(padding)) === padding;
}

/** Which paths are links and which folders: so that no later entry is written through a link. */
class Places {
  readonly #links = new Set<string>();
  readonly #folders = new Set<string>();

  take(path: string, type: TarEntry["type"], target: string): void {
    for (const folder of foldersAbove(path)) {
      if (this.#links.has(folder))
        throw archiveErrors.unsafePath(path, `lies below the link ${JSON.stringify(folder)}`);
      this.#folders.add(folder);
    }
    if (type === "symlink") {
      checkLinkTarget(path, target);
      if (this.#folders.has(path)) throw archiveErrors.unsafePath(path, "is a link in the place of a folder");
      this.#links.add(path);
      return;
    }
    if (this.#links.has(path)) throw archiveErrors.unsafePath(path, "takes the place of a link");
    if (type === "directory") this.#folders.add(path);
    if (type === "link" && [target, ...foldersAbove(target)].some((name) => this.#links.has(name))) {
      throw archiveErrors.unsafePath(path, "is another name for something behind a link");
    }
  }
}

function* foldersAbove(path: string): Generator<string> {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) yield path.slice(0, slash);
}
