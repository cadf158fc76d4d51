import type { Bins, SetColumn } from "./bins.js";
import type { ColumnPlan } from "./packed-columns.js";
import { shared } from "./shared-arrays.js";

/** What the categories of one feature are in all columns that split on it. */
export interface SetTable {
  readonly feature: number;
  /** Where the columns' bins go in a block. */
  readonly lanes: Int32Array;
  /** Per category, its line of `bins`; categories beyond have line 0. */
  readonly lines: Int32Array;
  /** One bin per column in each line: line 0 is for categories that no split lists, line 1 for missing ones. */
  readonly bins: Int8Array;
}

const lowest = -128;
const highest = 127;
const firstListed = 2;
/** Entries of all tables together. Larger ones are not made: categories are then looked up node by node. */
const largestTables = 2 ** 22;

/** One table per feature with categorical splits; undefined where they would be too large. */
export function packSets({ columns, sets }: Bins, plan: ColumnPlan): SetTable[] | undefined {
  const tables: SetTable[] = [];
  let room = largestTables;
  for (const feature of new Set(sets.map((set) => set.feature))) {
    const outputs = sets.flatMap((set, index) =>
      set.feature === feature ? outputsOf(set, columns.length + index, plan) : [],
    );
    const listed = [...new Set(outputs.flatMap(({ categories }) => [...categories]))];
    const highestListed = listed.reduce((most, category) => Math.max(most, category), -1);
    const size = (listed.length + firstListed) * outputs.length;
    room -= size + highestListed;
    if (room < 0) return undefined;
    const table: SetTable = {
      feature,
      lanes: shared.int32(outputs.length),
      lines: shared.int32(highestListed + 1),
      bins: shared.int8(size).fill(lowest),
    };
    for (const [index, category] of listed.entries()) table.lines[category] = firstListed + index;
    for (const [output, { lane, categories, missing }] of outputs.entries()) {
      table.lanes[output] = lane;
      table.bins[outputs.length + output] = missing;
      for (const category of categories) table.bins[table.lines[category] * outputs.length + output] = highest;
    }
    tables.push(table);
  }
  return tables;
}

function outputsOf({ categories, left, right }: SetColumn, column: number, plan: ColumnPlan) {
  return [
    ...(left ? [{ lane: plan.left[column], categories, missing: lowest }] : []),
    ...(right ? [{ lane: plan.right[column], categories, missing: highest }] : []),
  ];
}

/** Writes the bins of one row. Categories that are negative, too large or not listed are left of every set. */
export function writeSets(
  tables: readonly SetTable[],
  rows: Float32Array,
  at: number,
  columnCount: number,
  bytes: Int8Array,
  lane: number,
): void {
  for (const { feature, lanes, lines, bins } of tables) {
    const value = feature < columnCount ? rows[at + feature] : Number.NaN;
    const category = value >= 0 && value < lines.length ? Math.trunc(value) : -1;
    const line = Number.isNaN(value) ? 1 : category < 0 ? 0 : lines[category];
    for (let i = 0; i < lanes.length; i++) bytes[lane + lanes[i]] = bins[line * lanes.length + i];
  }
}
