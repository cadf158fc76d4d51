import { type Assertion, type Greed, type Node, widths } from "./nodes.js";
import type { CharSet } from "./sets.js";

/** One step of a match; steps follow each other unless they say otherwise. */
export type Step =
  | { readonly op: "set"; readonly set: CharSet }
  /** One set over and over. */
  | { readonly op: "run"; readonly set: CharSet; readonly least: number; readonly most: number; readonly greed: Greed }
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { readonly op: "save"; readonly register: number }
  /** Leaves a loop whose last round matched nothing. */
  | { op: "progress"; readonly register: number; exit: number }
  | { readonly op: "look"; readonly program: Program; readonly behind: boolean; readonly negated: boolean }
  | { readonly op: "atomic"; readonly program: Program }
  | { readonly op: "back"; readonly index: number; readonly same: (a: number, b: number) => boolean }
  | { readonly op: "assert"; readonly what: Assertion }
  | { readonly op: "match" };

export interface Program {
  readonly steps: readonly Step[];
  /** The fewest and the most UTF-16 units of a match. */
  readonly least: number;
  readonly most: number;
}

/** An expression of more steps than this is refused. */
const longest = 20_000;

interface Counter {
  registers: number;
  /** Nodes written so far: repetitions of nothing make no steps, but take time. */
  nodes: number;
}

/**
 * Turns a regular expression into steps. Registers hold the ends of groups (`2 · index`, `2 · index + 1`), then the places
 * where rounds of loops began.
 * @throws RangeError for an expression whose counted repetitions make it too long.
 */
export function compile(node: Node): { readonly program: Program; readonly registers: number } {
  const counter = { registers: 2 * (1 + groupsOf(node)), nodes: 0 };
  return { program: programOf(node, counter), registers: counter.registers };
}

function groupsOf(node: Node): number {
  if ("nodes" in node) return node.nodes.reduce((most, child) => Math.max(most, groupsOf(child)), 0);
  const inner = "node" in node ? groupsOf(node.node) : 0;
  return node.kind === "group" ? Math.max(inner, node.index) : inner;
}

function programOf(node: Node, counter: Counter): Program {
  const steps: Step[] = [];
  emit(node, steps, counter);
  steps.push({ op: "match" });
  const [least, most] = widths(node);
  return { steps, least, most };
}

function emit(node: Node, steps: Step[], counter: Counter): void {
  if (++counter.nodes > longest)
    throw new RangeError("the regular expression is too long once its repetitions are written out");
  switch (node.kind) {
    case "set":
      steps.push({ op: "set", set: node.set });
      return;
    case "assert":
      steps.push({ op: "assert", what: node.what });
      return;
    case "back":
      steps.push({ op: "back", index: node.index, same: node.same });
      return;
    case "sequence":
      for (const child of node.nodes) emit(child, steps, counter);
      return;
    case "group":
      steps.push({ op: "save", register: 2 * node.index });
      emit(node.node, steps, counter);
      steps.push({ op: "save", register: 2 * node.index + 1 });
      return;
    case "atomic":
      steps.push({ op: "atomic", program: programOf(node.node, counter) });
      return;
    case "look": {
      const program = programOf(node.node, counter);
      if (node.behind && program.most === Number.POSITIVE_INFINITY)
        throw new RangeError("a look-behind without a longest match");
      steps.push({ op: "look", program, behind: node.behind, negated: node.negated });
      return;
    }
    case "choice":
      emitChoice(node.nodes, steps, counter);
      return;
    case "repeat":
      emitRepeat(node, steps, counter);
  }
}

function emitChoice(nodes: readonly Node[], steps: Step[], counter: Counter): void {
  const jumps: { op: "jump"; to: number }[] = [];
  for (const [i, node] of nodes.entries()) {
    if (i === nodes.length - 1) emit(node, steps, counter);
    else {
      const split = { op: "split" as const, first: steps.length + 1, second: 0 };
      const jump = { op: "jump" as const, to: 0 };
      steps.push(split);
      emit(node, steps, counter);
      steps.push(jump);
      jumps.push(jump);
      split.second = steps.length;
    }
  }
  for (const jump of jumps) jump.to = steps.length;
}

function emitRepeat(node: Node & { kind: "repeat" }, steps: Step[], counter: Counter): void {
  const { least, most, greed } = node;
  if (node.node.kind === "set") {
    steps.push({ op: "run", set: node.node.set, least, most, greed });
    return;
  }
  if (greed === "possessive") {
    emit({ kind: "atomic", node: { ...node, greed: "greedy" } }, steps, counter);
    return;
  }
  for (let i = 0; i < least; i++) emit(node.node, steps, counter);
  if (most === Number.POSITIVE_INFINITY) emitLoop(node.node, greed, steps, counter);
  else {
    const splits: Step[] = [];
    for (let i = least; i < most; i++) {
      const split = { op: "split" as const, first: steps.length + 1, second: 0 };
      steps.push(split);
      splits.push(split);
      emit(node.node, steps, counter);
    }
    for (const split of splits) aim(split as Step & { op: "split" }, steps.length, greed);
  }
}

function emitLoop(node: Node, greed: Greed, steps: Step[], counter: Counter): void {
  const register = counter.registers++;
  const start = steps.length;
  const split = { op: "split" as const, first: start + 1, second: 0 };
  const progress = { op: "progress" as const, register, exit: 0 };
  steps.push(split, { op: "save", register });
  emit(node, steps, counter);
  steps.push(progress, { op: "jump", to: start });
  progress.exit = steps.length;
  aim(split, steps.length, greed);
}

/** Lets a split leave to `exit`: last where it is greedy, first where it is lazy. */
function aim(split: Step & { op: "split" }, exit: number, greed: Greed): void {
  if (greed === "greedy") split.second = exit;
  else {
    split.second = split.first;
    split.first = exit;
  }
}
