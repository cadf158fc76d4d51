import type { Version } from "./model.js";

/** Whether a version is `major.minor` or later. */
export function since(version: Version, major: number, minor: number): boolean {
  return version[0] > major || (version[0] === major && version[1] >= minor);
}
