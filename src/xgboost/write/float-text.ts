/**
 * A float32 as libxgboost writes it into JSON (`src/common/charconv.cc`): the fewest digits that read back as the same float,
 * one digit before the point, an exponent always: `5E-1`, `-1.4285715E-1`, `0E0`.
 */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0E0" : "0E0";
  for (let digits = 0; ; digits++) {
    const text = toEven(value, value.toExponential(digits), digits);
    if (Math.fround(Number(text)) === value) return text.replace("e+", "E").replace("e", "E");
    const above = nextAbove(value, digits);
    if (above !== undefined) return above;
  }
}

/** Of two decimals that are equally near the one that ends in an even digit; JavaScript takes the larger. */
function toEven(value: number, text: string, digits: number): string {
  const last = digits === 0 ? text.search(/\d/) : text.indexOf("e") - 1;
  if (Number(text[last]) % 2 === 0 || !value.toExponential(digits + 1).includes("5e")) return text;
  const [half] = value.toExponential(digits + 1).split("e");
  const isTie = value.toExponential(100).split("e")[0] === half.padEnd(half.length + 99 - digits, "0");
  return isTie ? text.slice(0, last) + (Number(text[last]) - 1) + text.slice(last + 1) : text;
}

/**
 * Below a power of two floats lie closer than above it, so that the decimal next above it may read back where the nearest,
 * which is below, does not.
 */
function nextAbove(value: number, digits: number): string | undefined {
  if (Math.fround(Math.log2(Math.abs(value))) % 1 !== 0) return undefined;
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  const step = 10 ** -digits;
  const text = `${(Number(mantissa) + Math.sign(value) * step).toFixed(digits)}E${Number(exponent)}`;
  return Math.fround(Number(text.replace("E", "e"))) === value ? text : undefined;
}
