import { binOf } from "../cuts/cuts.js";
import type { DenseMatrix, SparseMatrix } from "../data.js";
import type { Member } from "../threads/member.js";
import { binBytes, type DenseRows, type SparseRows } from "./layout.js";

/** Finds the bin of every value of a member's features. Sparse storage takes sparse features. */
export function fillBins(member: Member): void {
  const { features, bins } = member;
  if (features.kind === "dense") fillDense(member, bins.rows as DenseRows, features);
  else if (bins.rows.kind === "dense") fillDenseFromSparse(member, bins.rows, features);
  else fillSparse(member, bins.rows, features);
}

function fillDense({ index, workspace, bins, kernels }: Member, stored: DenseRows, matrix: DenseMatrix): void {
  const { plan, cuts, cutStarts, cutCounts } = workspace;
  const { rows, columns, values } = matrix;
  const [first, end] = [bins.shares[index], bins.shares[index + 1]];
  const { matrices, strides, width } = stored;
  const chunk = bins.scratch[index].values;
  const chunkRows = chunk.length / columns;
  const kernel = width === 1 ? kernels.bin8 : kernels.bin16;
  for (let row = 0; row < rows; row += chunkRows) {
    const part = values.subarray(row * columns, Math.min(rows, row + chunkRows) * columns);
    chunk.set(part);
    for (let f = first; f < end; f++) {
      const cell = matrices[index].byteOffset + row * strides[index] + (f - first) * width;
      const column = stored.columns[f].byteOffset + row * width;
      if (plan.categorical[f] === 1) {
        fillCategories(stored, part, columns, f, cutCounts[f], row, index, f - first);
        continue;
      }
      const firstValue = chunk.byteOffset + 4 * f;
      const valuesEnd = chunk.byteOffset + part.byteLength;
      const cutsAt = cuts.byteOffset + 4 * cutStarts[f];
      kernel(firstValue, valuesEnd, 4 * columns, cutsAt, cutCounts[f], column, cell, strides[index], cutCounts[f]);
    }
  }
}

/** A category is its own bin. */
function fillCategories(
  { columns: stored, matrices, strides, width }: DenseRows,
  values: Float32Array,
  columns: number,
  feature: number,
  missing: number,
  firstRow: number,
  member: number,
  place: number,
): void {
  const stride = strides[member] / width;
  for (let at = feature, row = firstRow; at < values.length; at += columns, row++) {
    const bin = Number.isNaN(values[at]) ? missing : values[at];
    stored[feature][row] = bin;
    matrices[member][row * stride + place] = bin;
  }
}

function fillDenseFromSparse(
  { index: member, workspace, bins }: Member,
  stored: DenseRows,
  matrix: SparseMatrix,
): void {
  const { plan, cuts, cutStarts, cutCounts } = workspace;
  const [first, end] = [bins.shares[member], bins.shares[member + 1]];
  const target = stored.matrices[member];
  const stride = stored.strides[member] / stored.width;
  for (let f = first; f < end; f++) stored.columns[f].fill(cutCounts[f]);
  for (let row = 0; row < matrix.rows; row++) {
    for (let i = matrix.starts[row]; i < matrix.starts[row + 1]; i++) {
      const f = matrix.indices[i];
      const value = matrix.values[i];
      if (f < first || f >= end || Number.isNaN(value)) continue;
      stored.columns[f][row] = plan.categorical[f]
        ? value
        : binOf(cuts, cutStarts[f], cutStarts[f] + cutCounts[f], value);
    }
    for (let f = first; f < end; f++) target[row * stride + f - first] = stored.columns[f][row];
  }
}

function fillSparse({ index: member, workspace, bins }: Member, stored: SparseRows, matrix: SparseMatrix): void {
  const { plan, cuts, cutStarts, cutCounts } = workspace;
  const [first, end] = [bins.shares[member], bins.shares[member + 1]];
  const starts = stored.starts[member];
  const entries = stored.entries[member];
  let at = 0;
  for (let row = 0; row < matrix.rows; row++) {
    starts[row] = at;
    for (let i = matrix.starts[row]; i < matrix.starts[row + 1]; i++) {
      const f = matrix.indices[i];
      const value = matrix.values[i];
      if (f < first || f >= end || Number.isNaN(value)) continue;
      const bin = plan.categorical[f] ? value : binOf(cuts, cutStarts[f], cutStarts[f] + cutCounts[f], value);
      entries[at++] = (bins.starts[f] + bin) * binBytes;
    }
  }
  starts[matrix.rows] = at;
}
