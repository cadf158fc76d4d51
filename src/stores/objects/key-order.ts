/**
 * Compares keys by their UTF-8 bytes, which is S3's order. JavaScript compares UTF-16 units, and differs where one side has a
 * character beyond U+FFFF and the other one between U+E000 and U+FFFF.
 */
export function compareKeys(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let i = 0; i < end; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return byCodePoint(a) - byCodePoint(b);
  }
  return left.length - right.length;
}

/** Moves surrogates behind all other units. */
function byCodePoint(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
