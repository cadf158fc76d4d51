import { pageBytes } from "../webassembly.js";
import { createKernels } from "./kernels.js";
import type { Margins } from "./margins.js";
import { blockRows, type Packed } from "./packed.js";
import { writeSets } from "./packed-sets.js";

/** From so many rows a block costs less than walking its rows one by one. */
const blockFrom = 12;
/** A leaf's number for each row of a block below each of the nodes of the second lowest level of the deepest tree. */
const chosenBytes = blockRows * 64;
/** Rows are copied in portions of at most so many bytes. */
const portionBytes = 65536;

/**
 * Margins by the kernels. Takes some of the memory for itself: several threads may each call this with the same `packed` and
 * share its trees.
 */
export function packedMargins(packed: Packed, intercepts: Float32Array): Margins {
  const { memory, columnsEnd, trees, treesEnd, laneColumns, features, sets } = packed;
  const rowWidth = features.length;
  const kernels = createKernels(memory);
  const groups = intercepts.length;
  const portionRows = Math.max(1, Math.min(blockRows, Math.floor(portionBytes / (rowWidth * 4))));
  const sizes = [laneColumns * blockRows, chosenBytes, groups * blockRows * 4, portionRows * rowWidth * 4];
  const begin = memory.grow(Math.ceil(sizes.reduce((sum, size) => sum + size) / pageBytes)) * pageBytes;
  const [lanes, chosen, sums, portion] = sizes.map((_, index) =>
    sizes.slice(0, index).reduce((sum, size) => sum + size, begin),
  );
  const floats = new Float32Array(memory.buffer);
  const bytes = new Int8Array(memory.buffer);
  const stride = rowWidth * 4;

  /** Copies `count` rows and turns them into bins, from `lane` on. */
  function bin(rows: Float32Array, row: number, count: number, columnCount: number, lane: number): void {
    for (let i = 0, to = portion / 4; i < count; i++, to += rowWidth) {
      const from = (row + i) * columnCount;
      for (let k = 0; k < rowWidth; k++) {
        floats[to + k] = features[k] < columnCount ? rows[from + features[k]] : Number.NaN;
      }
    }
    if (columnsEnd > 0) kernels.bin(0, columnsEnd, portion, stride, portion + count * stride, lanes + lane);
    for (let i = 0; sets.length > 0 && i < count; i++) {
      writeSets(sets, rows, (row + i) * columnCount, columnCount, bytes, lanes + lane + i);
    }
  }

  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; ) {
      const count = rowCount - row >= blockFrom ? Math.min(blockRows, rowCount - row) : 1;
      for (let done = 0; done < count; done += portionRows) {
        bin(rows, row + done, Math.min(portionRows, count - done), columnCount, done);
      }
      for (let group = 0; group < groups; group++) {
        const at = sums / 4 + group * blockRows;
        for (let lane = 0; lane < count; lane++) floats[at + lane] = intercepts[group];
      }
      if (count === 1) kernels.walk(trees, treesEnd, lanes, sums);
      else kernels.score(trees, treesEnd, lanes, chosen, sums);
      for (let lane = 0; lane < count; lane++) {
        for (let group = 0; group < groups; group++) out[to++] = floats[sums / 4 + group * blockRows + lane];
      }
      row += count;
    }
  };
}
