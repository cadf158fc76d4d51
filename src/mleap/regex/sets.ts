/** A set of code points. */
export type CharSet = (code: number) => boolean;

export const single =
  (wanted: number): CharSet =>
  (code) =>
    code === wanted;
export const range =
  (low: number, high: number): CharSet =>
  (code) =>
    code >= low && code <= high;
export const not =
  (set: CharSet): CharSet =>
  (code) =>
    !set(code);
export const anyOf =
  (sets: readonly CharSet[]): CharSet =>
  (code) =>
    sets.some((set) => set(code));
export const both =
  (a: CharSet, b: CharSet): CharSet =>
  (code) =>
    a(code) && b(code);
const chars =
  (text: string): CharSet =>
  (code) =>
    text.includes(String.fromCodePoint(code));

/** Remembers the answers for ASCII, which nearly all questions are about. */
export function quick(set: CharSet): CharSet {
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (set(code) ? 1 : 0));
  return (code) => (code < 128 ? ascii[code] === 1 : set(code));
}

/** Both cases of what is in the set; of ASCII letters only, unless `unicode`. */
export function anyCase(set: CharSet, unicode: boolean): CharSet {
  return (code) => {
    if (set(code)) return true;
    if (!unicode) return isLetter(code) && set(code ^ 0x20);
    const char = String.fromCodePoint(code);
    return set(char.toLowerCase().codePointAt(0)!) || set(char.toUpperCase().codePointAt(0)!);
  };
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

export const lineEnd: CharSet = chars("\n\r\u0085\u2028\u2029");
const digit = range(48, 57);
const space = chars(" \t\n\v\f\r");
const word: CharSet = (code) => isLetter(code) || digit(code) || code === 95;
const horizontal: CharSet = (code) =>
  code === 9 ||
  code === 32 ||
  code === 0xa0 ||
  code === 0x1680 ||
  code === 0x180e ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;
const vertical = chars("\n\v\f\r\u0085\u2028\u2029");

/** `\d`, `\s`, … by their letter; capitals mean everything else. */
export const escapes: Readonly<Record<string, CharSet>> = {
  d: digit,
  D: not(digit),
  s: space,
  S: not(space),
  w: word,
  W: not(word),
  h: horizontal,
  H: not(horizontal),
  v: vertical,
  V: not(vertical),
};

const lower = range(97, 122);
const upper = range(65, 90);
const graph = range(33, 126);

/** POSIX classes, which mean ASCII in Java. */
const posix: Readonly<Record<string, CharSet>> = {
  Lower: lower,
  Upper: upper,
  ASCII: range(0, 127),
  Alpha: isLetter,
  Digit: digit,
  Alnum: anyOf([isLetter, digit]),
  Punct: (code) => graph(code) && !isLetter(code) && !digit(code),
  Graph: graph,
  Print: range(32, 126),
  Blank: chars(" \t"),
  Cntrl: (code) => code < 32 || code === 127,
  XDigit: anyOf([digit, range(97, 102), range(65, 70)]),
  Space: space,
};

/** Java's names of properties that JavaScript calls otherwise. */
const javaNames: Readonly<Record<string, string>> = {
  javaLowerCase: "Lowercase",
  javaUpperCase: "Uppercase",
  javaWhitespace: "White_Space",
  javaLetter: "L",
  javaDigit: "Nd",
  javaAlphabetic: "Alphabetic",
  javaLetterOrDigit: "L",
  IsLetter: "L",
  IsDigit: "Nd",
  IsPunctuation: "P",
  IsControl: "Cc",
  IsTitlecase: "Lt",
  IsAssigned: "Assigned",
};

const known = new Map<string, CharSet | undefined>();

/** The set that `\p{name}` means; undefined for a name that is not known. */
export function property(name: string): CharSet | undefined {
  if (!known.has(name)) known.set(name, posix[name] ?? unicode(name));
  return known.get(name);
}

function unicode(name: string): CharSet | undefined {
  if (name === "javaLetterOrDigit") return anyOf([property("L")!, property("Nd")!]);
  const bare = name.replace(/^Is/, "");
  const candidates = [javaNames[name], bare, `Script=${bare}`, capital(bare), `Script=${capital(bare)}`];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    try {
      const pattern = new RegExp(`^\\p{${candidate}}$`, "u");
      return quick((code) => pattern.test(String.fromCodePoint(code)));
    } catch {
      // Not a name that JavaScript knows: the next may be.
    }
  }
  return undefined;
}

function capital(name: string): string {
  return name.toLowerCase().replace(/(^|_)[a-z]/g, (letter) => letter.toUpperCase());
}

/** What `\b` stands between; Java up to 18 takes every letter and digit for a part of a word here, though `\w` is ASCII. */
export const wordPart: CharSet = quick((code) => code === 95 || property("L")!(code) || property("Nd")!(code));
