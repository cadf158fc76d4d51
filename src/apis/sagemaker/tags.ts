import type { Tag } from "../../stores/records/record.js";
import type { RecordStore } from "../../stores/records/store.js";
import { errors } from "./errors.js";

/** How many tags a resource can have. */
export const tagLimit = 50;

/** The ARN that a resource's tags are kept under. Throws when there is no such resource. */
export function taggedArn(records: RecordStore, given: string): string {
  const arn = given.toLowerCase();
  if (!records.hasArn(arn)) throw errors.resourceNotFound(given);
  return arn;
}

/** The tags of a new resource. Throws when a key stands twice. */
export function newTags(tags: readonly Tag[] = []): readonly Tag[] {
  const keys = new Set<string>();
  for (const { Key } of tags) {
    if (keys.has(Key)) throw errors.tagTwice(Key);
    keys.add(Key);
  }
  return tags;
}
