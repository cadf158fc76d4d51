import type { SharedMemory } from "../webassembly.js";
import type { Bins } from "./bins.js";
import { blockRows, type Take } from "./packed.js";

export const columnBytes = 20;

export interface ColumnPlan {
  /** Per column, where its thresholds are. */
  readonly thresholds: readonly number[];
  /** Per column, those of sets after those of thresholds, where its bins go in a block, for nodes that send missing values left and right; 0 where none does. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** The first one is for bins that nobody reads. */
  readonly laneColumns: number;
}

/** Takes room for every column's thresholds and lanes. */
export function planColumns({ columns, sets }: Bins, take: Take): ColumnPlan {
  let laneColumns = 1;
  const lane = (used: boolean) => (used ? laneColumns++ * blockRows : 0);
  const thresholds = columns.map((column) => take(steps(column.thresholds.length) * 4));
  const left = [...columns, ...sets].map((column) => lane(column.left));
  const right = [...columns, ...sets].map((column) => lane(column.right));
  return { thresholds, left, right, laneColumns };
}

/** Writes the columns' records and thresholds to where the plan has them. */
export function writeColumns(memory: SharedMemory, { columns }: Bins, plan: ColumnPlan, features: Int32Array): void {
  const words = new Int32Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  for (const [index, { feature, thresholds }] of columns.entries()) {
    const size = steps(thresholds.length);
    const at = plan.thresholds[index];
    words.set(
      [features.indexOf(feature) * 4, at, size * 2, plan.left[index], plan.right[index]],
      (index * columnBytes) / 4,
    );
    floats.fill(Number.NaN, at / 4, at / 4 + size);
    floats.set(thresholds, at / 4);
  }
}

/** The power of two above a number of thresholds. */
function steps(count: number): number {
  return 2 ** Math.ceil(Math.log2(count + 1));
}
