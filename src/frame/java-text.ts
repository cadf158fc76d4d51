/**
 * Numbers as the JVM prints them: Spark casts columns to strings this way, so labels are written like this, and SparkML Serving
 * prints its answers like this.
 */

/**
 * `Double.toString` of Java: decimal from 10⁻³ to 10⁷ with at least one digit after the point, otherwise `d.dddE±n`.
 * The digits are the shortest that read back as the same double, as JDK 19 and later print them; older ones sometimes print more,
 * above 10¹⁶ mainly.
 */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  if (size === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (!Number.isFinite(value)) return String(value);
  const text = value.toExponential();
  // Java prints two digits at least, and then the nearest two: 4.9E-324, whose shortest digit is 5.
  return scientific(text.includes(".") ? text : value.toExponential(1));
}

/** `Float.toString` of Java: the same layout with the shortest digits that read back as the same float. */
export function floatText(value: number): string {
  const float = Math.fround(value);
  const size = Math.abs(float);
  if (size === 0 || !Number.isFinite(float)) return doubleText(float);
  let text = "";
  for (let fraction = 1; fraction <= 8; fraction++) {
    text = float.toExponential(fraction);
    if (Math.fround(Number(text)) === float) break;
  }
  if (size >= 1e-3 && size < 1e7) return doubleText(Number(text));
  return scientific(text);
}

function scientific(exponential: string): string {
  const e = exponential.indexOf("e");
  const mantissa = exponential.slice(0, e);
  const exponent = exponential.slice(e + 1).replace("+", "");
  return `${mantissa}E${exponent}`;
}
