import type { Member } from "../threads/member.js";
import type { Division } from "../threads/steps.js";
import type { DenseRows, SparseRows } from "./layout.js";
import { binBytes } from "./layout.js";

/** Divides the member's rows of a node between its children, in the order they have. */
export function divideRows(member: Member, division: Division): void {
  const { index, bins, nodeRows, workspace } = member;
  const [begin, end] = [nodeRows.begin(index, division.node), nodeRows.end(index, division.node)];
  const sides = fillSides(member, division);
  const middle =
    bins.rows.kind === "dense"
      ? divideDense(member, bins.rows, division, sides, begin, end)
      : divideSparse(member, bins.rows, division, sides, workspace.rowOrder.subarray(begin, end)) + begin;
  nodeRows.set(index, division.left, begin, middle);
  nodeRows.set(index, division.left + 1, middle, end);
}

/** Per bin of the split's feature, 1 where its rows go right; the last entry is for missing values. */
function fillSides({ index, bins, workspace }: Member, division: Division): Uint8Array {
  const { sides } = bins.scratch[index];
  const count = workspace.cutCounts[division.feature];
  if (division.categories === undefined) {
    sides.fill(0, 0, division.bin + 1);
    sides.fill(1, division.bin + 1, count);
  } else {
    sides.fill(0, 0, count);
    for (const category of division.categories) sides[category] = 1;
  }
  sides[count] = division.defaultLeft ? 0 : 1;
  return sides;
}

function divideDense(
  { index, kernels, workspace }: Member,
  rows: DenseRows,
  division: Division,
  sides: Uint8Array,
  begin: number,
  end: number,
): number {
  const order = workspace.rowOrder.byteOffset;
  const scratch = workspace.rowScratch.byteOffset + 4 * (begin + index);
  const kernel = rows.width === 1 ? kernels.partition8 : kernels.partition16;
  const column = rows.columns[division.feature].byteOffset;
  const middle = kernel(order + 4 * begin, order + 4 * end, column, sides.byteOffset, scratch);
  return ((middle >>> 0) - order) / 4;
}

function divideSparse(
  member: Member,
  stored: SparseRows,
  division: Division,
  sides: Uint8Array,
  rows: Uint32Array,
): number {
  const { bins, workspace } = member;
  const owner = bins.shares.findLastIndex((first) => first <= division.feature);
  const starts = stored.starts[owner];
  const entries = stored.entries[owner];
  const least = bins.starts[division.feature] * binBytes;
  const beyond = bins.starts[division.feature + 1] * binBytes;
  const missing = sides[workspace.cutCounts[division.feature]];
  const right = new Uint32Array(rows.length);
  let lefts = 0;
  let rights = 0;
  for (const row of rows) {
    const entry = find(entries, starts[row], starts[row + 1], least);
    const isPresent = entry < starts[row + 1] && entries[entry] < beyond;
    const side = isPresent ? sides[(entries[entry] - least) / binBytes] : missing;
    if (side === 0) rows[lefts++] = row;
    else right[rights++] = row;
  }
  rows.set(right.subarray(0, rights), lefts);
  return lefts;
}

/** The first of the ascending entries `[begin, end)` that is not less than `wanted`. */
function find(entries: Uint32Array, begin: number, end: number, wanted: number): number {
  while (begin < end) {
    const middle = (begin + end) >>> 1;
    if (entries[middle] < wanted) begin = middle + 1;
    else end = middle;
  }
  return begin;
}
