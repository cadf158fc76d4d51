import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareKeys } from "../key-order.js";
import { isFsError } from "./durable.js";
import { partOfName, readName } from "./key-path.js";

export interface WalkOptions {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly startAfter?: string;
}

/** An object by its key and file, or the common prefix of the keys that a delimiter folds together. */
export type Found =
  | { readonly key: string; readonly file: string }
  | { readonly commonPrefix: string; readonly file?: undefined };

interface Entry {
  /** The key as far as this entry tells: a folder's ends in a slash. */
  readonly key: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * Goes through a bucket's objects in the order of their keys, opening only folders that can hold what is asked for. Throws
 * `ENOENT` when `folder` is not there.
 */
export async function* walk(folder: string, options: WalkOptions): AsyncGenerator<Found, void> {
  const { prefix = "", delimiter = "", startAfter = "" } = options;
  let last: string | undefined;
  for await (const entry of entries(folder, "", true, prefix, startAfter, fold)) {
    if (entry === undefined) continue;
    const common = fold(entry.key);
    if (common === undefined) yield { key: entry.key, file: entry.path };
    else if (common !== last && common !== startAfter) {
      last = common;
      yield { commonPrefix: common };
    }
  }

  /** The common prefix that a key is listed as, if it is. */
  function fold(key: string): string | undefined {
    if (delimiter === "" || !key.startsWith(prefix)) return undefined;
    const at = key.indexOf(delimiter, prefix.length);
    return at < 0 ? undefined : key.slice(0, at + delimiter.length);
  }
}

/** Objects below a folder whose keys match; of a folder that folds into one common prefix, only the first. */
async function* entries(
  folder: string,
  base: string,
  isRoot: boolean,
  prefix: string,
  startAfter: string,
  fold: (key: string) => string | undefined,
): AsyncGenerator<Entry, void> {
  for (const entry of await readFolder(folder, base, isRoot)) {
    const { key, path, isFolder } = entry;
    if (!isFolder) {
      if (key.startsWith(prefix) && compareKeys(key, startAfter) > 0) yield entry;
      continue;
    }
    if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue;
    if (compareKeys(key, startAfter) < 0 && !startAfter.startsWith(key)) continue;
    const common = fold(key);
    if (common !== undefined && common === startAfter) continue;
    for await (const inner of entries(path, key, false, prefix, startAfter, fold)) {
      yield inner;
      if (common !== undefined) break;
    }
  }
}

/** The entries of a folder in the order of their keys; names that go on in a folder of their own are joined again. */
async function readFolder(folder: string, base: string, isRoot: boolean): Promise<Entry[]> {
  const found: Entry[] = [];
  await collect(folder, "", isRoot);
  return found.sort((left, right) => compareKeys(left.key, right.key));

  async function collect(path: string, continued: string, mustExist: boolean): Promise<void> {
    for (const name of await namesIn(path, mustExist)) {
      const { kind, bare } = readName(name);
      if (kind === "continued") await collect(join(path, name), continued + bare, false);
      else {
        const part = partOfName(continued, bare);
        const isFolder = kind === "folder";
        found.push({ key: base + part + (isFolder ? "/" : ""), path: join(path, name), isFolder });
      }
    }
  }
}

/** A folder that a removal has just taken away is as good as empty. */
async function namesIn(folder: string, mustExist: boolean): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!mustExist && isFsError(error, "ENOENT")) return [];
    throw error;
  }
}
