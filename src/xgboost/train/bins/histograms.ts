import type { Member } from "../threads/member.js";
import type { Build } from "../threads/steps.js";
import { binBytes, type DenseRows, type SparseRows } from "./layout.js";

/** Builds the part of a node's histogram that holds the member's features, and by subtraction the sibling's. */
export function buildHistogram(member: Member, output: number, build: Build): void {
  const { kernels, bins, nodeRows, workspace } = member;
  const begin = bins.starts[bins.shares[member.index]] * binBytes;
  const end = bins.starts[bins.shares[member.index + 1]] * binBytes;
  kernels.clear(build.slot + begin, end - begin);
  const add = bins.rows.kind === "dense" ? dense(member, bins.rows, build.slot) : sparse(member, bins.rows, build.slot);
  const gradients = workspace.gradients[output].byteOffset;
  nodeRows.forEachShare(build.node, (rows, rowsEnd) => add(rows, rowsEnd, gradients));
  if (build.parentSlot !== undefined)
    kernels.subtract(build.parentSlot + begin, build.parentSlot + end, build.slot + begin);
}

type AddRows = (rows: number, end: number, gradients: number) => void;

/** Rows that lie further apart than this, on average, are not in the processor's cache when they are needed. */
const farApart = 5;
/** How many bytes of row numbers are touched before they are used: 64 rows. */
const touchedBytes = 256;

function dense({ index, kernels, bins, workspace }: Member, rows: DenseRows, slot: number): AddRows {
  const { bases, waste } = bins.scratch[index];
  const first = bins.shares[index];
  const features = bins.shares[index + 1] - first;
  for (let f = 0; f < bases.length; f++)
    bases[f] = f < features ? slot + bins.starts[first + f] * binBytes : waste.byteOffset;
  const kernel = rows.width === 1 ? kernels.build8 : kernels.build16;
  const matrix = rows.matrices[index].byteOffset;
  const stride = rows.strides[index];
  const { rowOrder } = workspace;
  return (begin, end, gradients) => {
    const [first, last] = [begin, end - 4].map((address) => rowOrder[(address - rowOrder.byteOffset) / 4]);
    const ahead = ((last - first) * 4) / (end - begin) > farApart ? touchedBytes : 0;
    kernel(begin, end, gradients, matrix, stride, bases.length, bases.byteOffset, ahead);
  };
}

function sparse({ index, kernels }: Member, rows: SparseRows, slot: number): AddRows {
  const starts = rows.starts[index].byteOffset;
  const entries = rows.entries[index].byteOffset;
  return (begin, end, gradients) => kernels.buildSparse(begin, end, gradients, starts, entries, slot);
}
