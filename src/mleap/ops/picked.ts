import { reserve, type Slots, type SparseSlot, type VectorSlot } from "../engine/slots.js";
import { errors } from "../errors.js";
import type { Bound } from "../op.js";

/** The elements at `indices`, in that order. */
export function picked(input: VectorSlot | SparseSlot, indices: Int32Array, slots: Slots): Bound {
  for (const index of indices) if (index < 0 || index >= input.size) throw errors.vectorSize(input.size, index + 1);
  return input.kind === "vector" ? pickedDense(input, indices, slots) : pickedSparse(input, indices, slots);
}

function pickedDense(input: VectorSlot, indices: Int32Array, slots: Slots): Bound {
  const output = slots.vector(indices.length, input.storage);
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const from = r * input.stride + input.offset;
        const to = r * output.stride + output.offset;
        for (let i = 0; i < indices.length; i++) output.values[to + i] = input.values[from + indices[i]];
      }
    },
  };
}

function pickedSparse(input: SparseSlot, indices: Int32Array, slots: Slots): Bound {
  const output = slots.sparse(indices.length);
  return {
    outputs: [output],
    kernels(rows) {
      let at = 0;
      for (let r = 0; r < rows; r++) {
        reserve(output, at + indices.length);
        for (let i = 0; i < indices.length; i++) {
          const place = find(input.indices, indices[i], input.starts[r], input.starts[r + 1]);
          if (place < 0) continue;
          output.indices[at] = i;
          output.values[at++] = input.values[place];
        }
        output.starts[r + 1] = at;
      }
    },
  };
}

/** Where `index` stands among ascending ones, or −1. */
function find(indices: Int32Array, index: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indices[middle] < index) low = middle + 1;
    else high = middle;
  }
  return low < end && indices[low] === index ? low : -1;
}
