import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Whether an error is the file system's with one of these codes. */
export function isFsError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? "");
}

/** Makes the names in a folder durable: a rename or a removal survives a crash only after this. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Windows has no such thing.
    if (!isFsError(error, "EPERM", "EISDIR", "EINVAL")) throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Moves a synced file to `names` below `base`, making folders on the way, and makes the move durable. `base` itself is never
 * made: when it is gone, the error is `ENOENT`.
 */
export async function placeFile(file: string, base: string, names: readonly string[]): Promise<void> {
  const target = join(base, ...names);
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(file, target);
      break;
    } catch (error) {
      // A removal may take the folders away again while they are still empty; it cannot do so for ever.
      if (!isFsError(error, "ENOENT") || attempt === 100) throw error;
      await makeFolders(base, names.slice(0, -1));
    }
  }
  await syncFolder(dirname(target));
}

async function makeFolders(base: string, names: readonly string[]): Promise<void> {
  let folder = base;
  await syncFolder(base);
  for (const name of names) {
    const parent = folder;
    folder = join(folder, name);
    try {
      await mkdir(folder);
      await syncFolder(parent);
    } catch (error) {
      if (isFsError(error, "EEXIST")) continue;
      if (isFsError(error, "ENOENT") && parent !== base) return;
      throw error;
    }
  }
}
