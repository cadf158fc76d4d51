import type { Reader } from "./reader.js";
import { anyOf, both, type CharSet, not, range, single } from "./sets.js";

/** The inside of `[…]`, up to and with the closing bracket: unions, ranges, nested classes, intersections with `&&`. */
export function parseClass(reader: Reader): CharSet {
  const negated = reader.take("^");
  let sets: CharSet[] = [];
  let whole: CharSet | undefined;
  const close = () => {
    const union = anyOf(sets);
    whole = whole === undefined ? union : both(whole, union);
    sets = [];
  };
  for (let first = true; ; first = false) {
    if (reader.done) throw reader.error("an unclosed class");
    if (!first && reader.take("]")) break;
    if (reader.take("&&")) {
      close();
      if (reader.take("]")) return negated ? not(whole!) : whole!;
      continue;
    }
    if (reader.take("[")) sets.push(parseClass(reader));
    else sets.push(...member(reader));
  }
  close();
  return negated ? not(whole!) : whole!;
}

function member(reader: Reader): CharSet[] {
  if (reader.takeMatch(/(?=\\[dDsSwWhHvVpP])/y)) return [reader.escapedSet()];
  const low = charOf(reader);
  if (reader.takeMatch(/-(?!\]|\[|&&)/y) === undefined) return [single(low)];
  const high = charOf(reader);
  if (high < low) throw reader.error("a range of characters that is upside down");
  return [range(low, high)];
}

function charOf(reader: Reader): number {
  return reader.peek("\\") ? reader.escapedChar() : reader.next();
}
