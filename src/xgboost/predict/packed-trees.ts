import type { SharedMemory } from "../webassembly.js";
import type { Bins } from "./bins.js";
import type { Forest } from "./forest.js";
import { blockRows, type Take } from "./packed.js";
import type { ColumnPlan } from "./packed-columns.js";
import { depthOf, nodesBelow, perfectNodes } from "./perfect.js";

export const treeBytes = 28;

/** Trees of at most this depth are padded to perfect ones, whose leaves' numbers must fit into a byte; of deeper ones the top. */
const deepest = 8;
const topOfDeep = 6;
/** The kernels work on two levels at a time. */
const shallowest = 2;
const nodeBytes = 16;

export interface TreeLayout {
  /** Depth of the padded part, whose nodes stand in `nodes`, level by level. */
  readonly depth: number;
  readonly nodes: Int32Array;
  /** In trees that go on below the padded part, all nodes from there, the ones at its bottom first. */
  readonly below?: Int32Array;
  readonly columnsAt: number;
  readonly placesAt: number;
  /** Leaves, or the nodes of `below`. */
  readonly leavesAt: number;
}

export function planTrees(forest: Forest, take: Take): TreeLayout[] {
  return Array.from(forest.roots, (root) => {
    const whole = depthOf(forest, root);
    const depth = whole > deepest ? topOfDeep : Math.max(whole, shallowest);
    const nodes = perfectNodes(forest, root, depth);
    const inner = 2 ** depth - 1;
    const arrays = { depth, nodes, columnsAt: take(inner * 4), placesAt: take(inner) };
    if (whole <= deepest) return { ...arrays, leavesAt: take((inner + 1) * 4) };
    const below = nodesBelow(forest, nodes.subarray(inner));
    return { ...arrays, below, leavesAt: take(below.length * nodeBytes) };
  });
}

export function writeTree(
  memory: SharedMemory,
  forest: Forest,
  bins: Bins,
  columns: ColumnPlan,
  index: number,
  { depth, nodes, below, columnsAt, placesAt, leavesAt }: TreeLayout,
  recordAt: number,
): void {
  const words = new Int32Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const bytes = new Int8Array(memory.buffer);
  const inner = 2 ** depth - 1;
  const sums = forest.groups[index] * blockRows * 4;
  const leaves = below === undefined ? leavesAt - inner * 4 : leavesAt - inner * nodeBytes;
  words.set([depth, columnsAt, placesAt, leavesAt, sums, leaves, below === undefined ? 0 : 1], recordAt / 4);

  const write = (node: number, columnAt: number, placeAt: number) => {
    const isLeaf = forest.left[node] < 0;
    const sides = forest.defaultLeft[node] === 1 ? columns.left : columns.right;
    words[columnAt / 4] = isLeaf ? 0 : sides[bins.columnOf[node]];
    bytes[placeAt] = isLeaf ? neverRight : bins.placeOf[node] - 128;
  };
  const leafValue = (node: number) => forest.values[node] * forest.treeWeights[index];
  for (let at = 0; at < inner; at++) write(nodes[at], columnsAt + at * 4, placesAt + at);
  if (below === undefined) {
    for (let leaf = 0; leaf <= inner; leaf++) floats[leavesAt / 4 + leaf] = leafValue(nodes[inner + leaf]);
    return;
  }
  let children = inner + 1;
  for (let i = 0; i < below.length; i++) {
    const at = leavesAt + i * nodeBytes;
    const isLeaf = forest.left[below[i]] < 0;
    write(below[i], at, at + 3);
    words[at / 4 + 1] = isLeaf ? at : leavesAt + children * nodeBytes;
    if (isLeaf) floats[at / 4 + 2] = leafValue(below[i]);
    else children += 2;
  }
}

/** No bin is above this place. */
const neverRight = 127;
