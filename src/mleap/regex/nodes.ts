import type { CharSet } from "./sets.js";

/** How a repetition goes about it: as often as it can, as rarely as it can, or as often as it can with no way back. */
export type Greed = "greedy" | "lazy" | "possessive";

export type Assertion =
  | "start"
  | "line-start"
  | "end"
  | "line-end"
  | "last-line-end"
  | "word-boundary"
  | "no-word-boundary";

/** A regular expression, taken apart. */
export type Node =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly nodes: readonly Node[] }
  | {
      readonly kind: "repeat";
      readonly node: Node;
      readonly least: number;
      readonly most: number;
      readonly greed: Greed;
    }
  | { readonly kind: "group"; readonly node: Node; readonly index: number }
  | { readonly kind: "atomic"; readonly node: Node }
  | { readonly kind: "look"; readonly node: Node; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "back"; readonly index: number; readonly same: (a: number, b: number) => boolean }
  | { readonly kind: "assert"; readonly what: Assertion };

/** The fewest and the most UTF-16 units that a node can match; for look-behind, which has to know how far back to start. */
export function widths(node: Node): readonly [least: number, most: number] {
  switch (node.kind) {
    case "set":
      return [1, 2];
    case "assert":
    case "look":
      return [0, 0];
    case "back":
      return [0, Number.POSITIVE_INFINITY];
    case "group":
    case "atomic":
      return widths(node.node);
    case "sequence":
      return node.nodes.map(widths).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case "choice":
      return node.nodes
        .map(widths)
        .reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], [Number.POSITIVE_INFINITY, 0]);
    case "repeat": {
      const [least, most] = widths(node.node);
      return [least * node.least, most === 0 || node.most === 0 ? 0 : most * node.most];
    }
  }
}
