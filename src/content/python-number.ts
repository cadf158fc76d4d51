/** Python's `repr` of a float: the shortest digits, in exponent form below 10⁻⁴ and from 10¹⁶ on. */
export function formatPythonFloat(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  if (size === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (Number.isNaN(value)) return "nan";
  if (size === Infinity) return value > 0 ? "inf" : "-inf";
  const text = value.toExponential();
  const e = text.indexOf("e");
  return `${text.slice(0, e + 2)}${text.slice(e + 2).padStart(2, "0")}`;
}

/** As `json.dumps` writes a float: `repr`, but `NaN`, `Infinity`, `-Infinity`. */
export function formatPythonJsonFloat(value: number): string {
  return Number.isFinite(value) ? formatPythonFloat(value) : String(value);
}

/** Takes away the blanks that `float` and `int` of Python allow around a number. */
function pythonStrip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0x85 || (code !== 0xfeff && /\s/.test(String.fromCharCode(code)));
}

/** Python's `float(text)`; undefined for what it refuses. */
export function parsePythonFloat(text: string): number | undefined {
  const bare = toAsciiDigits(pythonStrip(text));
  if (/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][+-]?\d+(_\d+)*)?$/.test(bare)) {
    return Number(bare.replaceAll("_", ""));
  }
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(bare);
  if (special === null) return undefined;
  if (special[2]!.toLowerCase() === "nan") return Number.NaN;
  return special[1] === "-" ? -Infinity : Infinity;
}

/** Python's `int(text)` as a double, exact up to 2^53; undefined for what it refuses. */
export function parsePythonInteger(text: string): number | undefined {
  const bare = toAsciiDigits(pythonStrip(text));
  return /^[+-]?\d+(_\d+)*$/.test(bare) ? Number(bare.replaceAll("_", "")) : undefined;
}

/** Python's `repr` of a string, near enough for messages. */
export function pythonQuote(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\t\n\r]/g, (character) => {
    return { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }[character]!;
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** Decimal digits of other scripts as 0 to 9: their blocks of ten begin with a zero. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\P{ASCII}/gu, (character) => {
    if (!/\p{Nd}/u.test(character)) return character;
    let zero = character.codePointAt(0)!;
    for (let steps = 0; steps < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)); steps++) zero--;
    return String(character.codePointAt(0)! - zero);
  });
}
