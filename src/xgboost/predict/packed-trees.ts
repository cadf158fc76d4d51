import type { SharedMemory } from "../webassembly.js";
import type { Bins } from "./bins.js";
import type { Forest } from "./forest.js";
import { blockRows, type Take } from "./packed.js";
import type { ColumnPlan } from "./packed-columns.js";
import { depthsOf, nodesBelow, perfectNodes } from "./perfect.js";

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

/** Takes room for every tree, as a perfect tree of its depth or, of deep trees, of their top. */
export function planTrees(forest: Forest, take: Take): TreeLayout[] {
  const depths = depthsOf(forest);
  return Array.from(forest.roots, (root, tree) => {
    const whole = depths[tree];
    const depth = whole > deepest ? topOfDeep : Math.max(whole, shallowest);
    const nodes = perfectNodes(forest, root, depth);
    const inner = 2 ** depth - 1;
    const arrays = { depth, nodes, columnsAt: take(inner * 4), placesAt: take(inner) };
    if (whole <= deepest) return { ...arrays, leavesAt: take((inner + 1) * 4) };
    const below = nodesBelow(forest, nodes.subarray(inner));
    return { ...arrays, below, leavesAt: take(below.length * nodeBytes) };
  });
}

/** Writes the trees to where their layouts have them, and their records to `records`. */
export function writeTrees(
  memory: SharedMemory,
  forest: Forest,
  bins: Bins,
  columns: ColumnPlan,
  layouts: readonly TreeLayout[],
  records: number,
): void {
  const words = new Int32Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const bytes = new Int8Array(memory.buffer);
  const { left, values, treeWeights, defaultLeft } = forest;

  function writeNode(node: number, columnAt: number, placeAt: number): void {
    const isLeaf = left[node] < 0;
    const sides = defaultLeft[node] === 1 ? columns.left : columns.right;
    words[columnAt >> 2] = isLeaf ? 0 : sides[bins.columnOf[node]];
    bytes[placeAt] = isLeaf ? neverRight : bins.placeOf[node] - 128;
  }

  function writeBelow(below: Int32Array, bottoms: number, at: number, weight: number): void {
    let child = at + bottoms * nodeBytes;
    for (let i = 0; i < below.length; i++, at += nodeBytes) {
      writeNode(below[i], at, at + 3);
      const isLeaf = left[below[i]] < 0;
      words[(at >> 2) + 1] = isLeaf ? at : child;
      if (isLeaf) floats[(at >> 2) + 2] = values[below[i]] * weight;
      else child += 2 * nodeBytes;
    }
  }

  for (const [index, { depth, nodes, below, columnsAt, placesAt, leavesAt }] of layouts.entries()) {
    const inner = 2 ** depth - 1;
    const sums = forest.groups[index] * blockRows * 4;
    const leaves = leavesAt - inner * (below === undefined ? 4 : nodeBytes);
    words.set(
      [depth, columnsAt, placesAt, leavesAt, sums, leaves, below === undefined ? 0 : 1],
      records / 4 + index * 7,
    );
    for (let at = 0; at < inner; at++) writeNode(nodes[at], columnsAt + at * 4, placesAt + at);
    if (below !== undefined) writeBelow(below, inner + 1, leavesAt, treeWeights[index]);
    else {
      for (let leaf = 0; leaf <= inner; leaf++) {
        floats[leavesAt / 4 + leaf] = values[nodes[inner + leaf]] * treeWeights[index];
      }
    }
  }
}

/** No bin is above this place. */
const neverRight = 127;
