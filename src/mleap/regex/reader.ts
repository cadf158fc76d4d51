import { type CharSet, escapes, not, property, single } from "./sets.js";

export interface Flags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
  unicode: boolean;
  comments: boolean;
}

const flagNames: Readonly<Record<string, keyof Flags>> = {
  i: "ignoreCase",
  m: "multiline",
  s: "dotAll",
  u: "unicode",
  x: "comments",
};

/** Where in a regular expression its parser stands, and what holds there. */
export class Reader {
  flags: Flags = { ignoreCase: false, multiline: false, dotAll: false, unicode: false, comments: false };
  /** How many capturing groups have been opened. */
  groups = 0;
  readonly names = new Map<string, number>();
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.#at >= this.#source.length;
  }

  peek(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes what a sticky pattern matches here. */
  takeMatch(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  /** The next code point. */
  next(): number {
    const code = this.#source.codePointAt(this.#at);
    if (code === undefined) throw this.error("an end in the middle");
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  skipComments(): void {
    if (this.flags.comments) this.takeMatch(/(?:[ \t\n\v\f\r]+|#[^\n\r]*)*/y);
  }

  setFlags(letters: string, on: boolean): void {
    for (const letter of letters) {
      const flag = flagNames[letter];
      if (flag === undefined) throw this.error(`the flag ${letter}, which is not supported`);
      this.flags[flag] = on;
    }
  }

  /** `\d`, `\p{L}`, `\x41`, `\.`: an escape that stands for a set or one character. */
  escapedSet(): CharSet {
    const letter = this.takeMatch(/\\([dDsSwWhHvV])/y);
    if (letter !== undefined) return escapes[letter[1]];
    const named = this.takeMatch(/\\([pP])(?:\{(?:(?:sc|script|gc|general_category)=)?([^}]*)\}|(.))/y);
    if (named === undefined) return single(this.escapedChar());
    const name = named[2] ?? named[3];
    const set = property(name);
    if (set === undefined) throw this.error(`the property ${name}, which is not known`);
    return named[1] === "P" ? not(set) : set;
  }

  /** An escape that stands for one character. */
  escapedChar(): number {
    const hex = this.takeMatch(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]{1,6})\})/y);
    if (hex !== undefined) return this.#paired(Number.parseInt((hex[1] ?? hex[2] ?? hex[3])!, 16));
    const octal = this.takeMatch(/\\0([0-3]?[0-7]{1,2})/y);
    if (octal !== undefined) return Number.parseInt(octal[1], 8);
    const control = this.takeMatch(/\\c(.)/y);
    if (control !== undefined) return control[1].charCodeAt(0) ^ 64;
    const simple = this.takeMatch(/\\([tnrfae])/y);
    if (simple !== undefined) return { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 }[simple[1]!]!;
    const literal = this.takeMatch(/\\([^a-zA-Z0-9])/uy);
    if (literal === undefined) throw this.error("an escape that is not known");
    return literal[1].codePointAt(0)!;
  }

  error(what: string): SyntaxError {
    return new SyntaxError(`${what} at ${this.#at} of ${this.#source}`);
  }

  /** Two escapes may write one character as a surrogate pair. */
  #paired(code: number): number {
    if (code < 0xd800 || code > 0xdbff) return code;
    const low = this.takeMatch(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y);
    return low === undefined ? code : ((code - 0xd800) << 10) + (Number.parseInt(low[1], 16) - 0xdc00) + 0x10000;
  }
}
