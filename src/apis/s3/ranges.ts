import type { ByteRange, ObjectInfo } from "../../stores/objects.js";
import { s3Errors } from "./errors.js";
import { partNumberOf } from "./uploads.js";

/** A `Range` header of one range of bytes; undefined for anything else, which S3 answers with the whole object. */
export function parseRange(text: string | undefined): ByteRange | undefined {
  const [, first, last] = /^bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})$/.exec(text?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") return { suffix: Number(last) };
  if (last === "") return { start: Number(first) };
  return Number(first) <= Number(last) ? { start: Number(first), end: Number(last) } : undefined;
}

export const contentRange = ({ start, end }: { start: number; end: number }, size: number): string =>
  `bytes ${start}-${end}/${size}`;

/**
 * The bytes of one part of an object (`?partNumber=`), by the parts it was put in; an object put at once is its own first part.
 * Undefined for a part without bytes.
 */
export function rangeOfPart(info: ObjectInfo, partNumber: string): { start: number; end: number } | undefined {
  const part = partNumberOf(partNumber);
  const sizes = info.partSizes ?? [info.size];
  if (part > sizes.length) throw s3Errors.invalidPartNumber(part, sizes.length);
  const start = sizes.slice(0, part - 1).reduce((sum, size) => sum + size, 0);
  const size = sizes[part - 1];
  return size === 0 ? undefined : { start, end: start + size - 1 };
}
