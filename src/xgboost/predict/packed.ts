import { pageBytes, type SharedMemory, sharedMemory } from "../webassembly.js";
import { createBins } from "./bins.js";
import type { Forest } from "./forest.js";
import { columnBytes, planColumns, writeColumns } from "./packed-columns.js";
import { packSets, type SetTable } from "./packed-sets.js";
import { planTrees, treeBytes, writeTrees } from "./packed-trees.js";

/** A forest as the kernels read it: `kernels.wat` says how. Plain data around one memory, so that threads can share it. */
export interface Packed {
  readonly memory: SharedMemory;
  /** Records of the columns of thresholds, from address 0. */
  readonly columnsEnd: number;
  /** Records of the trees. */
  readonly trees: number;
  readonly treesEnd: number;
  /** Columns of bins in a block, each with one byte per row. */
  readonly laneColumns: number;
  /** The features that numeric splits compare, ascending: what of a row is copied, in this order. */
  readonly features: Int32Array;
  /** The features that categorical splits look up. */
  readonly sets: readonly SetTable[];
}

/** Rows of a block. */
export const blockRows = 64;

/** Takes room of a number of bytes and says where it is, a multiple of 4. */
export type Take = (bytes: number) => number;

/** Packs a forest, or says undefined where it is none for the kernels: with vectors, without a split, with too many sets of categories. */
export function packForest(forest: Forest): Packed | undefined {
  if (forest.vectors.length > 0) return undefined;
  const bins = createBins(forest);
  if (bins === undefined || bins.columns.length + bins.sets.length === 0) return undefined;
  let end = 0;
  const take: Take = (bytes) => {
    const at = end;
    end += (bytes + 3) & ~3;
    return at;
  };
  take(bins.columns.length * columnBytes);
  const columns = planColumns(bins, take);
  const sets = packSets(bins, columns);
  if (sets === undefined) return undefined;
  const trees = take(forest.treeCount * treeBytes);
  const layouts = planTrees(forest, take);
  if (columns.laneColumns * blockRows > largestLane || end > largestForest) return undefined;
  const memory = sharedMemory(Math.ceil(end / pageBytes));
  const features = Int32Array.from(new Set(bins.columns.map(({ feature }) => feature)));
  writeColumns(memory, bins, columns, features);
  writeTrees(memory, forest, bins, columns, layouts, trees);
  return {
    memory,
    columnsEnd: bins.columns.length * columnBytes,
    trees,
    treesEnd: trees + forest.treeCount * treeBytes,
    laneColumns: columns.laneColumns,
    features,
    sets,
  };
}

/** A node below the padded part keeps its column in three bytes. */
const largestLane = 2 ** 24;
/** WebAssembly's memory ends at 4 GiB; the threads' own parts need some of it. */
const largestForest = 2 ** 31;
