/** The files of a bundle by path, as a tree. */
export interface Folder {
  readonly files: Map<string, Uint8Array>;
  readonly folders: Map<string, Folder>;
}

/** Sorts files by their paths (`root/a.node/model.json`); empty parts and `.` are skipped. */
export function folderOf(files: ReadonlyMap<string, Uint8Array>): Folder {
  const top = empty();
  for (const [path, bytes] of files) {
    const parts = path.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
    const name = parts.pop();
    if (name === undefined || path.endsWith("/")) continue;
    let folder = top;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (next === undefined) {
        next = empty();
        folder.folders.set(part, next);
      }
      folder = next;
    }
    folder.files.set(name, bytes);
  }
  return top;
}

function empty(): Folder {
  return { files: new Map(), folders: new Map() };
}
