/** Powers of ten that a double holds exactly. */
export const powers = /* @__PURE__ */ Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const zero = 0x30;

/** Past this many digits the digits themselves may not fit a double. */
const exactDigits = 15;

/**
 * Reads `[+-] digits [. digits] [e [+-] digits]` from ASCII bytes, correctly rounded: no wider syntax than Java, Python and
 * JavaScript have in common. NaN when the bytes from `start` to `end` are anything else (there is no NaN in this syntax).
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let negative = false;
  if (at < end && (bytes[at] === 0x2d || bytes[at] === 0x2b)) negative = bytes[at++] === 0x2d;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  const first = at;
  for (; at < end && isDigit(bytes[at]); at++) {
    mantissa = mantissa * 10 + (bytes[at] - zero);
    if (mantissa !== 0) digits++;
  }
  let seen = at - first;
  if (at < end && bytes[at] === 0x2e) {
    const point = ++at;
    for (; at < end && isDigit(bytes[at]); at++) {
      mantissa = mantissa * 10 + (bytes[at] - zero);
      if (mantissa !== 0) digits++;
    }
    scale = at - point;
    seen += scale;
  }
  if (seen === 0) return Number.NaN;
  let exponent = 0;
  if (at < end && (bytes[at] | 0x20) === 0x65) {
    at++;
    let below = false;
    if (at < end && (bytes[at] === 0x2d || bytes[at] === 0x2b)) below = bytes[at++] === 0x2d;
    const from = at;
    for (; at < end && isDigit(bytes[at]); at++) {
      if (exponent < 100_000) exponent = exponent * 10 + (bytes[at] - zero);
    }
    if (at === from) return Number.NaN;
    if (below) exponent = -exponent;
  }
  if (at !== end) return Number.NaN;
  const power = exponent - scale;
  if (digits > exactDigits || power > 22 || power < -22) return Number(ascii(bytes, start, end));
  const value = power < 0 ? mantissa / powers[-power] : mantissa * powers[power];
  return negative ? -value : value;
}

/** Whether a byte is an ASCII digit. */
export function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}

/** Bytes below 0x80 as text. */
export function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]);
  return text;
}
