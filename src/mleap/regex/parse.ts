import { parseClass } from "./class.js";
import type { Greed, Node } from "./nodes.js";
import { Reader } from "./reader.js";
import { anyCase, escapes, lineEnd, not, quick, single } from "./sets.js";

/**
 * Takes a regular expression in the syntax of `java.util.regex.Pattern` apart. Not known: character names (`\N`), grapheme
 * clusters (`\X`), blocks (`\p{In…}`), canonical equivalence.
 * @throws SyntaxError
 */
export function parse(source: string): Node {
  const reader = new Reader(unquoted(source));
  const node = choice(reader);
  if (!reader.done) throw reader.error("unmatched )");
  return node;
}

/** Writes what stands between `\Q` and `\E` with escapes instead. */
function unquoted(source: string): string {
  return source.replace(/\\Q(.*?)(?:\\E|$)|\\./gsu, (whole, quoted: string | undefined) =>
    quoted === undefined ? whole : quoted.replace(/[^a-zA-Z0-9]/gu, "\\$&"),
  );
}

/** Alternatives up to the end or a closing parenthesis. Flags set within end with it. */
function choice(reader: Reader): Node {
  const flags = { ...reader.flags };
  const nodes: Node[] = [sequence(reader)];
  while (reader.take("|")) nodes.push(sequence(reader));
  reader.flags = flags;
  return nodes.length === 1 ? nodes[0] : { kind: "choice", nodes };
}

function sequence(reader: Reader): Node {
  const nodes: Node[] = [];
  for (;;) {
    reader.skipComments();
    if (reader.done || reader.peek("|") || reader.peek(")")) break;
    const atom = atomOf(reader);
    if (atom !== undefined) nodes.push(repeated(reader, atom));
  }
  return nodes.length === 1 ? nodes[0] : { kind: "sequence", nodes };
}

function repeated(reader: Reader, atom: Node): Node {
  let node = atom;
  for (;;) {
    reader.skipComments();
    const bounds = boundsOf(reader);
    if (bounds === undefined) return node;
    const greed: Greed = reader.take("?") ? "lazy" : reader.take("+") ? "possessive" : "greedy";
    node = { kind: "repeat", node, least: bounds[0], most: bounds[1], greed };
  }
}

function boundsOf(reader: Reader): readonly [number, number] | undefined {
  if (reader.take("*")) return [0, Number.POSITIVE_INFINITY];
  if (reader.take("+")) return [1, Number.POSITIVE_INFINITY];
  if (reader.take("?")) return [0, 1];
  const counts = reader.takeMatch(/\{(\d+)(,?)(\d*)\}/y);
  if (counts === undefined) {
    if (reader.peek("{")) throw reader.error("{ without a count");
    return undefined;
  }
  const least = Number(counts[1]);
  const most = counts[3] !== "" ? Number(counts[3]) : counts[2] === "" ? least : Number.POSITIVE_INFINITY;
  if (most < least) throw reader.error("a range of counts that is upside down");
  return [least, most];
}

/** One unit: undefined for what stands for nothing, such as flags. */
function atomOf(reader: Reader): Node | undefined {
  if (reader.take("(")) return groupOf(reader);
  if (reader.take("[")) return set(reader, parseClass(reader));
  if (reader.take(".")) return { kind: "set", set: reader.flags.dotAll ? () => true : quick(not(lineEnd)) };
  if (reader.take("^")) return { kind: "assert", what: reader.flags.multiline ? "line-start" : "start" };
  if (reader.take("$")) return { kind: "assert", what: reader.flags.multiline ? "line-end" : "last-line-end" };
  if (reader.peek("\\")) return escapeOf(reader);
  if (reader.peek("*") || reader.peek("+") || reader.peek("?")) throw reader.error("a repetition of nothing");
  return set(reader, single(reader.next()));
}

function set(reader: Reader, chars: (code: number) => boolean): Node {
  return { kind: "set", set: quick(reader.flags.ignoreCase ? anyCase(chars, reader.flags.unicode) : chars) };
}

const looks: readonly (readonly [string, boolean, boolean])[] = [
  ["?=", false, false],
  ["?!", false, true],
  ["?<=", true, false],
  ["?<!", true, true],
];

function groupOf(reader: Reader): Node | undefined {
  for (const [mark, behind, negated] of looks) {
    if (reader.take(mark)) return { kind: "look", node: closed(reader), behind, negated };
  }
  if (reader.take("?>")) return { kind: "atomic", node: closed(reader) };
  const name = reader.takeMatch(/\?<([a-zA-Z][a-zA-Z0-9]*)>/y);
  if (name !== undefined || !reader.peek("?")) {
    const index = ++reader.groups;
    if (name !== undefined) reader.names.set(name[1], index);
    return { kind: "group", node: closed(reader), index };
  }
  const flags = reader.takeMatch(/\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
  if (flags === undefined) throw reader.error("an unknown kind of group");
  const before = { ...reader.flags };
  reader.setFlags(flags[1], true);
  reader.setFlags(flags[2] ?? "", false);
  if (flags[3] === ")") return undefined;
  const node = closed(reader);
  reader.flags = before;
  return node;
}

function closed(reader: Reader): Node {
  const node = choice(reader);
  if (!reader.take(")")) throw reader.error("an unclosed group");
  return node;
}

const asserts = {
  b: "word-boundary",
  B: "no-word-boundary",
  A: "start",
  G: "start",
  z: "end",
  Z: "last-line-end",
} as const;

function escapeOf(reader: Reader): Node {
  const assertion = reader.takeMatch(/\\([bBAGzZ])/y);
  if (assertion !== undefined) return { kind: "assert", what: asserts[assertion[1] as keyof typeof asserts] };
  if (reader.takeMatch(/\\R/y)) return lineBreak();
  const named = reader.takeMatch(/\\k<([a-zA-Z][a-zA-Z0-9]*)>/y);
  const numbered = named ?? reader.takeMatch(/\\([1-9])/y);
  if (numbered !== undefined) return backReference(reader, numbered[1], named !== undefined);
  return set(reader, reader.escapedSet());
}

function backReference(reader: Reader, text: string, named: boolean): Node {
  const index = named ? reader.names.get(text) : Number(text);
  if (index === undefined || index > reader.groups)
    throw reader.error(`a reference to group ${text}, which there is not`);
  const { ignoreCase, unicode } = reader.flags;
  const same = ignoreCase
    ? (a: number, b: number) => anyCase(single(a), unicode)(b)
    : (a: number, b: number) => a === b;
  return { kind: "back", index, same };
}

/** `\R`: a line break, CR LF taken as one. */
function lineBreak(): Node {
  const pair: Node = {
    kind: "sequence",
    nodes: [
      { kind: "set", set: single(13) },
      { kind: "set", set: single(10) },
    ],
  };
  return { kind: "choice", nodes: [pair, { kind: "set", set: escapes.v! }] };
}
