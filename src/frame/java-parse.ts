/** Java's `trim`: everything up to U+0020 goes, other blanks stay. */
export function trimControls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const decimal = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?$/;
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/**
 * `Double.parseDouble` of Java: blanks and control characters around it, a suffix `f` or `d`, `NaN`, `Infinity` and hexadecimal
 * floats are allowed. Undefined for what Java refuses.
 */
export function parseDouble(text: string): number | undefined {
  const trimmed = trimControls(text);
  const plain = decimal.exec(trimmed);
  if (plain) return Number(plain[1]);
  const special = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (special) return special[2] === "NaN" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  const hex = hexadecimal.exec(trimmed);
  if (hex === null || hex[2] + hex[3] === "") return undefined;
  const size = scale(Number(BigInt(`0x${hex[2]}${hex[3]}`)), Number(hex[4]) - 4 * hex[3].length);
  return hex[1] === "-" ? -size : size;
}

/** `Float.parseFloat` of Java: the text is rounded once, to a float, not first to a double. */
export function parseFloat32(text: string): number | undefined {
  const double = parseDouble(text);
  if (double === undefined) return undefined;
  const float = Math.fround(double);
  if (float === double || !Number.isFinite(float)) return float;
  const plain = decimal.exec(trimControls(text));
  if (plain === null) return float;
  // Only where the double lies half-way between two floats can the digits that it lost decide.
  const other = float + 2 * (double - float);
  if (Math.fround(other) !== other) return float;
  const side = compare(plain[1], double);
  if (side === 0) return float;
  const [low, high] = float < other ? [float, other] : [other, float];
  return Math.fround(side < 0 ? low : high);
}

/** 2 to a power that may be far beyond a double's range, in steps that are not. */
function scale(value: number, exponent: number): number {
  let scaled = value;
  let left = Math.max(-4000, Math.min(4000, exponent));
  for (; left > 1000; left -= 1000) scaled *= 2 ** 1000;
  for (; left < -1000; left += 1000) scaled *= 2 ** -1000;
  return scaled * 2 ** left;
}

/** The sign of what the decimal text says minus what the double is, exactly. */
function compare(text: string, double: number): number {
  const [, sign, whole, fraction = "", exponent = "0"] = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)!;
  // A point between two floats has fewer than 200 digits: of what follows only counts whether it is nothing.
  const digits = (whole! + fraction).replace(/^0+/, "");
  const kept = digits.slice(0, 200) + (/[1-9]/.test(digits.slice(200)) ? "1" : "");
  const power = Number(exponent) - fraction.length + (digits.length - kept.length);
  const [mantissa, shift] = split(double);
  let left = BigInt(sign === "-" ? `-${kept}` : kept);
  let right = mantissa;
  if (power < 0) right *= 10n ** BigInt(-power);
  else left *= 10n ** BigInt(power);
  if (shift < 0) left <<= BigInt(-shift);
  else right <<= BigInt(shift);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A double as an integer times a power of two. */
function split(double: number): [bigint, number] {
  let [mantissa, shift] = [double, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift--;
  }
  return [BigInt(mantissa), shift];
}

/** `Long.parseLong` and its smaller siblings: digits with an optional sign; undefined where Java throws. */
export function parseInteger(text: string, bits: 8 | 16 | 32 | 64): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return BigInt.asIntN(bits, value) === value ? value : undefined;
}
