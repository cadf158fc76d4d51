import type { Program, Step } from "./compile.js";
import { lineEnd, wordPart } from "./sets.js";

/** A match that took more steps than it may: its expression is one of those that take exponential time. */
export class TooManySteps extends Error {}

/** Matches programs against one text, one after the other, by trying and going back; counts its steps over all of them. */
export class Matcher {
  readonly #text: string;
  readonly #registers: Int32Array;
  #steps: number;

  constructor(text: string, registers: number, steps: number) {
    this.#text = text;
    this.#registers = new Int32Array(registers).fill(-1);
    this.#steps = steps;
  }

  /** Where a match that starts at `start` ends, or −1; nothing is left of matches before. */
  find(program: Program, start: number): number {
    this.#registers.fill(-1);
    return this.#match(program, start, -1);
  }

  /** Where a match that starts at `start` ends, or −1. With `end`, only a match that ends there counts. */
  #match(program: Program, start: number, end = -1): number {
    const { steps } = program;
    // Ways not gone yet, three numbers each: a step and a place; or ~step with the first and last place to give back down to
    // (or forward to); or −steps − register − 2 with the value to put back and 0.
    const ways: number[] = [];
    const undoBase = -steps.length - 2;
    let pc = 0;
    let at = start;
    for (;;) {
      if (--this.#steps < 0) throw new TooManySteps();
      const step = steps[pc];
      let ok = true;
      switch (step.op) {
        case "match":
          if (end < 0 || at === end) return at;
          ok = false;
          break;
        case "set": {
          const code = this.#text.codePointAt(at);
          ok = code !== undefined && step.set(code);
          if (ok) at += code! > 0xffff ? 2 : 1;
          pc++;
          break;
        }
        case "run":
          at = this.#run(step, at, pc, ways);
          ok = at >= 0;
          pc++;
          break;
        case "split":
          ways.push(step.second, at, 0);
          pc = step.first;
          break;
        case "jump":
          pc = step.to;
          break;
        case "save":
          ways.push(undoBase - step.register, this.#registers[step.register], 0);
          this.#registers[step.register] = at;
          pc++;
          break;
        case "progress":
          pc = this.#registers[step.register] === at ? step.exit : pc + 1;
          break;
        case "look":
        case "atomic": {
          const before = this.#registers.slice();
          if (step.op === "atomic") at = this.#match(step.program, at);
          ok = step.op === "atomic" ? at >= 0 : this.#look(step, at) !== step.negated;
          for (let i = 0; i < before.length; i++) {
            if (before[i] !== this.#registers[i]) ways.push(undoBase - i, before[i], 0);
          }
          pc++;
          break;
        }
        case "back":
          at = this.#back(step, at);
          ok = at >= 0;
          pc++;
          break;
        case "assert":
          ok = this.#asserts(step, at);
          pc++;
          break;
      }
      while (!ok) {
        if (ways.length === 0) return -1;
        const high = ways.pop()!;
        const low = ways.pop()!;
        const way = ways.pop()!;
        if (way <= undoBase) this.#registers[undoBase - way] = low;
        else if (way >= 0) {
          pc = way;
          at = low;
          ok = true;
        } else {
          at = this.#rerun(steps[~way] as Step & { op: "run" }, ~way, low, high, ways);
          pc = ~way + 1;
          ok = at >= 0;
        }
      }
    }
  }

  #width(at: number): number {
    return this.#text.codePointAt(at)! > 0xffff ? 2 : 1;
  }

  /** Takes as many of a set as its greed asks for, and leaves a way to take fewer or more. */
  #run(step: Step & { op: "run" }, start: number, pc: number, ways: number[]): number {
    const wanted = step.greed === "lazy" ? step.least : step.most;
    let at = start;
    let low = start;
    let count = 0;
    for (; count < wanted && at < this.#text.length; count++) {
      const code = this.#text.codePointAt(at)!;
      if (!step.set(code)) break;
      at += code > 0xffff ? 2 : 1;
      if (count < step.least) low = at;
    }
    this.#steps -= count;
    if (this.#steps < 0) throw new TooManySteps();
    if (count < step.least) return -1;
    if (step.greed === "greedy" && at > low) ways.push(~pc, low, at);
    if (step.greed === "lazy" && count < step.most) ways.push(~pc, at, step.most - count);
    return at;
  }

  /** Gives one character back (greedy), or takes one more (lazy). */
  #rerun(step: Step & { op: "run" }, pc: number, low: number, high: number, ways: number[]): number {
    if (--this.#steps < 0) throw new TooManySteps();
    if (step.greed === "greedy") {
      const pair = high - low >= 2 && this.#width(high - 2) === 2;
      const at = high - (pair ? 2 : 1);
      if (at > low) ways.push(~pc, low, at);
      return at;
    }
    const code = this.#text.codePointAt(low);
    if (code === undefined || !step.set(code)) return -1;
    const at = low + (code > 0xffff ? 2 : 1);
    if (high > 1) ways.push(~pc, at, high - 1);
    return at;
  }

  #look(step: Step & { op: "look" }, at: number): boolean {
    if (!step.behind) return this.#match(step.program, at) >= 0;
    const { least, most } = step.program;
    for (let start = at - least; start >= 0 && at - start <= most; start--) {
      if (this.#match(step.program, start, at) === at) return true;
    }
    return false;
  }

  #back(step: Step & { op: "back" }, start: number): number {
    const from = this.#registers[2 * step.index];
    const to = this.#registers[2 * step.index + 1];
    if (from < 0 || to < from || start + to - from > this.#text.length) return -1;
    this.#steps -= to - from;
    for (let i = 0; i < to - from; i++) {
      if (!step.same(this.#text.charCodeAt(from + i), this.#text.charCodeAt(start + i))) return -1;
    }
    return start + to - from;
  }

  #asserts(step: Step & { op: "assert" }, at: number): boolean {
    const text = this.#text;
    switch (step.what) {
      case "start":
        return at === 0;
      case "end":
        return at === text.length;
      case "line-start":
        return at === 0 || (at < text.length && endsLine(text, at - 1) && !inCrLf(text, at));
      case "line-end":
        return at === text.length || (endsLine(text, at) && !inCrLf(text, at));
      case "last-line-end":
        return (
          at === text.length || (endsLine(text, at) && !inCrLf(text, at) && at + lineBreak(text, at) === text.length)
        );
      case "word-boundary":
        return isWord(text, at - 1) !== isWord(text, at);
      case "no-word-boundary":
        return isWord(text, at - 1) === isWord(text, at);
    }
  }
}

function endsLine(text: string, at: number): boolean {
  return lineEnd(text.charCodeAt(at));
}

function inCrLf(text: string, at: number): boolean {
  return at > 0 && text.charCodeAt(at - 1) === 13 && text.charCodeAt(at) === 10;
}

function lineBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && wordPart(text.codePointAt(at)!);
}
