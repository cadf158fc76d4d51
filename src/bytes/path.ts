import { archiveErrors } from "./errors.js";

/**
 * An entry's path as forward-slash segments below the folder it is unpacked into: `./a//b/` becomes `a/b`, the folder itself
 * the empty string. Refused: paths that are absolute, climb out with `..`, or would on some system mean another place
 * (drive letters, backslashes, NUL).
 */
export function safePath(path: string): string {
  if (path.includes("\0")) throw archiveErrors.unsafePath(path, "has a NUL character in its path");
  if (path.startsWith("/")) throw archiveErrors.unsafePath(path, "is an absolute path");
  if (path.includes("\\") || /^[A-Za-z]:/.test(path)) {
    throw archiveErrors.unsafePath(path, "is not a path with forward slashes");
  }
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) throw archiveErrors.unsafePath(path, 'leaves its folder with ".."');
  return segments.join("/");
}

/**
 * Checks that the symbolic link at `path` (already safe) stays inside. `..` is taken only at the front: after a name it could
 * climb from wherever another link leads, which no check of the text can know.
 */
export function checkLinkTarget(path: string, target: string): void {
  const refuse = (problem: string) => archiveErrors.unsafePath(`${path} -> ${target}`, problem);
  if (target === "" || target.includes("\0")) throw refuse("is a link without a usable target");
  if (/^[/\\]|^[A-Za-z]:|\\/.test(target)) throw refuse("is a link to an absolute path");
  const segments = target.split("/").filter((segment) => segment !== "" && segment !== ".");
  const climbs = segments.findIndex((segment) => segment !== "..");
  const up = climbs === -1 ? segments.length : climbs;
  if (up > path.split("/").length - 1) throw refuse("is a link that leaves its folder");
  if (segments.indexOf("..", up) !== -1) throw refuse('is a link with ".." after a name');
}
