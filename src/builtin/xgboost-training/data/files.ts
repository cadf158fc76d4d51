import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { trainingErrors } from "../errors.js";

/** Folders below this depth are not looked into. */
const maxDepth = 3;

/**
 * The data files of a channel: those of its folder and of the folders in it, but for those whose names begin with `_`, which
 * other programs leave as marks. Throws `TrainingError` for a hidden file, wherever it is.
 */
export async function dataFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  await collect(folder, 1, found);
  return found;
}

async function collect(folder: string, depth: number, found: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await collect(path, depth + 1, found);
    else if (entry.name.startsWith(".")) throw trainingErrors.hiddenFile();
    else if (depth <= maxDepth && !entry.name.startsWith("_")) found.push(path);
  }
}
