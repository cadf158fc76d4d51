import { pathOutside } from "../errors.js";
import type { Index, JsonPath } from "./path.js";

/**
 * Positions in an array of `length` that indexes and slices name, in the order given. A slice is cut to the array; a single
 * index outside of it is an error ("if you specify indexes that aren't within the dimension size …, you get an error").
 */
export function selectIndexes(path: JsonPath, indexes: readonly Index[], length: number): number[] {
  const positions: number[] = [];
  for (const index of indexes) {
    if (typeof index === "number") {
      const position = index < 0 ? index + length : index;
      if (position < 0 || position >= length)
        throw pathOutside(path.text, `index ${index} is outside of ${length} elements`);
      positions.push(position);
    } else {
      const end = bound(index.end ?? length, length);
      for (let position = bound(index.start ?? 0, length); position < end; position++) positions.push(position);
    }
  }
  return positions;
}

function bound(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}
