import { compile, type Program } from "./compile.js";
import { Matcher } from "./match.js";
import { parse } from "./parse.js";
import type { CharSet } from "./sets.js";

/**
 * A regular expression with the meaning that it has in Java, which differs from JavaScript's (`\s`, `\b`, possessive
 * repetition, class intersection, inline flags, …). Matching takes a bounded number of steps per text, so that no expression
 * can stall its caller.
 */
export class Pattern {
  readonly #program: Program;
  readonly #registers: number;
  /** What every match begins with, where that is one of a set. */
  readonly #first: CharSet | undefined;
  readonly #steps: number;

  /**
   * `steps`: how many a text may take.
   * @throws SyntaxError for what is no regular expression; RangeError for one that is too long.
   */
  constructor(source: string, steps: number) {
    const { program, registers } = compile(parse(source));
    this.#program = program;
    this.#registers = registers;
    this.#steps = steps;
    const first = program.steps[0];
    this.#first = first.op === "set" || (first.op === "run" && first.least > 0) ? first.set : undefined;
  }

  /** Whether the text has a match anywhere. Throws `TooManySteps`. */
  isIn(text: string): boolean {
    let found = false;
    this.#each(text, () => {
      found = true;
      return false;
    });
    return found;
  }

  /** Every match, left to right. Throws `TooManySteps`. */
  matches(text: string): string[] {
    const all: string[] = [];
    this.#each(text, (start, end) => {
      all.push(text.slice(start, end));
      return true;
    });
    return all;
  }

  /** The text between the matches, as `java.util.regex.Pattern.split`: without empty texts at the end. Throws `TooManySteps`. */
  split(text: string): string[] {
    const parts: string[] = [];
    let from = 0;
    let found = false;
    this.#each(text, (start, end) => {
      if (end === 0) return true;
      found = true;
      parts.push(text.slice(from, start));
      from = end;
      return true;
    });
    if (!found) return [text];
    parts.push(text.slice(from));
    while (parts.length > 0 && parts.at(-1) === "") parts.pop();
    return parts;
  }

  /** Calls `visit` with each match until it answers false; after an empty match the search goes on one place further. */
  #each(text: string, visit: (start: number, end: number) => boolean): void {
    const matcher = new Matcher(text, this.#registers, this.#steps);
    const first = this.#first;
    for (let at = 0; at <= text.length; ) {
      if (first !== undefined && (at === text.length || !first(text.codePointAt(at)!))) {
        at++;
        continue;
      }
      const end = matcher.find(this.#program, at);
      if (end < 0) at++;
      else {
        if (!visit(at, end)) return;
        at = end === at ? at + 1 : end;
      }
    }
  }
}
