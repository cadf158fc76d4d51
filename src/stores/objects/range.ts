import type { ByteRange } from "../objects.js";
import { objectErrors } from "./errors.js";

/** The bytes that a range means in an object of a size, both ends inclusive. Throws `InvalidRange` when there are none. */
export function resolveRange(range: ByteRange, size: number): { readonly start: number; readonly end: number } {
  const start = "suffix" in range ? Math.max(0, size - range.suffix) : range.start;
  const end = "suffix" in range ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  if (start > end || ("suffix" in range && range.suffix === 0)) throw objectErrors.invalidRange(rangeText(range), size);
  return { start, end };
}

/** As in a `Range` header. */
export function rangeText(range: ByteRange): string {
  return "suffix" in range ? `bytes=-${range.suffix}` : `bytes=${range.start}-${range.end ?? ""}`;
}
