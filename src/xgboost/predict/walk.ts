import type { Forest } from "./forest.js";

/** The leaf (a place in the forest's arrays) that a row reaches from `root`. Missing are NaN and features beyond the row. */
export function leafOf(forest: Forest, root: number, rows: Float32Array, at: number, columnCount: number): number {
  const { left, features } = forest;
  let node = root;
  while (left[node] >= 0) {
    const feature = features[node];
    const value = feature < columnCount ? rows[at + feature] : Number.NaN;
    node = childOf(forest, node, value);
  }
  return node;
}

/** The child that a row takes at an inner node; what explanations call the hot branch. */
export function childOf(forest: Forest, node: number, value: number): number {
  return forest.lists.length > 0 && forest.lists[node] >= 0
    ? categoricalChild(forest, node, value)
    : child(forest, node, value);
}

function child({ left, right, values, defaultLeft }: Forest, node: number, value: number): number {
  if (value < values[node]) return left[node];
  return Number.isNaN(value) && defaultLeft[node] === 1 ? left[node] : right[node];
}

/** Right where the category is listed; unknown, negative and too large ones go left (`src/common/categorical.h`). */
function categoricalChild(forest: Forest, node: number, value: number): number {
  const { left, right, defaultLeft, lists, listBounds } = forest;
  if (Number.isNaN(value)) return defaultLeft[node] === 1 ? left[node] : right[node];
  if (value < 0 || value >= 16777216) return left[node];
  const list = lists[node];
  return contains(forest.categories, listBounds[list], listBounds[list + 1], Math.trunc(value))
    ? right[node]
    : left[node];
}

function contains(sorted: Int32Array, begin: number, end: number, wanted: number): boolean {
  while (begin < end) {
    const middle = (begin + end) >>> 1;
    if (sorted[middle] === wanted) return true;
    if (sorted[middle] < wanted) begin = middle + 1;
    else end = middle;
  }
  return false;
}
