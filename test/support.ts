import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, wherever the compiled test stands below it. */
export const root = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package-lock.json"))) folder = dirname(folder);
  return folder;
})();

/** A path below `fixtures/`. */
export function fixture(...parts: string[]): string {
  return join(root, "fixtures", ...parts);
}
