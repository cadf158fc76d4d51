/*
 * How keys become paths. Each part of a key between slashes is one name; folders end in `+`, so that the object `a` and the
 * object `a/b` can stand beside each other. Characters that some file system folds, forbids or gives a meaning to are written
 * as `%xx`: upper case, everything beyond ASCII, dots at the ends. A long name goes on inside a folder that ends in `=`. So no
 * key can leave its folder, and no two keys share a path, whatever the file system.
 */

const folderMark = "+";
const continuedMark = "=";
/** The name of an object whose key ends in a slash; `%` stands nowhere else without two digits. */
const emptyName = "%";
const pieceLength = 200;

/** The names on the way to an object, the object's own last. */
export function pathOfKey(key: string): string[] {
  const parts = key.split("/");
  const last = parts.pop()!;
  return [
    ...parts.flatMap((part) => pieces(encodeName(part), folderMark)),
    ...pieces(encodeName(last) || emptyName, ""),
  ];
}

/** The part of a key that a chain of pieces and a last name stand for. */
export function partOfName(continued: string, name: string): string {
  const encoded = continued + name;
  return encoded === emptyName ? "" : decodeName(encoded);
}

export type EntryKind = "object" | "folder" | "continued";

/** What an entry of a folder is, by its name, and the name without its mark. */
export function readName(name: string): { readonly kind: EntryKind; readonly bare: string } {
  if (name.endsWith(folderMark)) return { kind: "folder", bare: name.slice(0, -1) };
  if (name.endsWith(continuedMark)) return { kind: "continued", bare: name.slice(0, -1) };
  return { kind: "object", bare: name };
}

function pieces(encoded: string, mark: string): string[] {
  const names: string[] = [];
  let rest = encoded;
  for (; rest.length > pieceLength; rest = rest.slice(pieceLength)) {
    names.push(rest.slice(0, pieceLength) + continuedMark);
  }
  names.push(rest + mark);
  return names;
}

function encodeName(part: string): string {
  if (/^[a-z0-9_-](?:[a-z0-9_.-]*[a-z0-9_-])?$/.test(part)) return part;
  const bytes = Buffer.from(part, "utf8");
  let name = "";
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    const dot = byte === 0x2e && i > 0 && i < bytes.length - 1;
    const plain = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x2d;
    name += dot || plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`;
  }
  return name;
}

function decodeName(name: string): string {
  return name.includes("%") ? decodeURIComponent(name) : name;
}
