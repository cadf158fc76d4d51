/**
 * Numbers as the JVM prints and parses them: Spark casts columns to strings this way, so labels are written like this
 * (`1.0`, `1.0E7`), and SparkML Serving prints its answers like this. Layout of `Double.toString` with the shortest digits
 * that read back as the same number, which is what Java 19 and newer print.
 */

/** `Double.toString`: `1.0`, `0.001`, `1.0E7`, `NaN`, `-Infinity`. */
export function doubleText(value: number): string {
  if (Number.isInteger(value) && value > -1e7 && value < 1e7) return Object.is(value, -0) ? "-0.0" : `${value}.0`;
  if (!Number.isFinite(value)) return String(value);
  return layOut(value.toExponential());
}

/** `Float.toString`: as `doubleText`, with the shortest digits that read back as the same 32-bit float. */
export function floatText(value: number): string {
  const float = Math.fround(value);
  if (!Number.isFinite(float)) return String(float);
  for (let digits = 0; digits < 9; digits++) {
    const text = float.toExponential(digits);
    if (Math.fround(Number(text)) === float) return layOut(text);
  }
  return layOut(float.toExponential());
}

/** Rewrites `-1.25e+7` as Java lays numbers out. */
function layOut(exponential: string): string {
  const e = exponential.indexOf("e");
  const sign = exponential[0] === "-" ? "-" : "";
  const digits = exponential.slice(sign.length, e).replace(".", "");
  const exponent = Number(exponential.slice(e + 1));
  if (/^0*$/.test(digits)) return `${sign}0.0`;
  if (exponent >= 7 || exponent < -3) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

const decimal = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/** `Double.parseDouble`; undefined where Java throws. White space around the number is trimmed, as Java does. */
export function parseDouble(text: string): number | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Java's String.trim takes every character up to U+0020 for white space
  const trimmed = text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, "");
  if (decimal.test(trimmed)) return Number(trimmed.replace(/(?<=[\d.])[fFdD]$/, ""));
  const hex = hexadecimal.exec(trimmed);
  if (hex === null || hex[2]! + hex[3]! === "") return undefined;
  const digits = Number.parseInt(hex[2]! + hex[3]!, 16);
  const value = digits * 2 ** (Number(hex[4]) - 4 * hex[3]!.length);
  return hex[1] === "-" ? -value : value;
}

/** `Long.parseLong` and its smaller siblings: digits with an optional sign; undefined where Java throws. */
export function parseInteger(text: string, bits: 8 | 16 | 32 | 64): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return BigInt.asIntN(bits, value) === value ? value : undefined;
}
