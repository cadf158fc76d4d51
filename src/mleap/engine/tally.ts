import { reserve, type SparseSlot, type VectorSlot } from "./slots.js";

/** Sums values by index, one row after the other, into a vector. */
export interface Tally {
  add(index: number, value: number): void;
  /** Ends the row: writes the sums that were added, or what `write` makes of them (undefined leaves one out). */
  flush(row: number, write?: (sum: number) => number | undefined): void;
}

/** Sums by index that end up in a slot, dense or sparse as the slot is. */
export function tallyInto(slot: VectorSlot | SparseSlot): Tally {
  return slot.kind === "vector" ? denseTally(slot) : sparseTally(slot);
}

function denseTally(slot: VectorSlot): Tally {
  const sums = new Float64Array(slot.size);
  return {
    add(index, value) {
      sums[index] += value;
    },
    flush(row, write) {
      const start = row * slot.stride + slot.offset;
      for (let i = 0; i < slot.size; i++) {
        const sum = sums[i];
        slot.values[start + i] = write === undefined || sum === 0 ? sum : (write(sum) ?? 0);
      }
      sums.fill(0);
    },
  };
}

function sparseTally(slot: SparseSlot): Tally {
  const sums = new Map<number, number>();
  let indices = new Int32Array(64);
  return {
    add(index, value) {
      const sum = sums.get(index);
      if (sum === undefined) {
        if (sums.size === indices.length) {
          const longer = new Int32Array(indices.length * 2);
          longer.set(indices);
          indices = longer;
        }
        indices[sums.size] = index;
      }
      sums.set(index, (sum ?? 0) + value);
    },
    flush(row, write) {
      const found = indices.subarray(0, sums.size).sort();
      let at = slot.starts[row];
      reserve(slot, at + found.length);
      for (const index of found) {
        const sum = sums.get(index)!;
        const value = write === undefined ? sum : write(sum);
        if (value === undefined) continue;
        slot.indices[at] = index;
        slot.values[at++] = value;
      }
      slot.starts[row + 1] = at;
      sums.clear();
    },
  };
}
