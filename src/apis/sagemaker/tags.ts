import type { Tag } from "../../stores/records/record.js";
import { errors } from "./errors.js";

export const tagLimit = 50;

/** The tags of a new resource. Throws when a key stands twice. */
export function newTags(tags: readonly Tag[] = []): readonly Tag[] {
  const keys = new Set<string>();
  for (const { Key } of tags) {
    if (keys.has(Key)) throw errors.tagTwice(Key);
    keys.add(Key);
  }
  return tags;
}
