import { reserve, type Slots, type SparseSlot, type VectorSlot } from "../engine/slots.js";
import type { Bound } from "../op.js";

/** Multiplies each element by its own factor. Sparse vectors stay sparse: what is not stored is 0 whatever the factor. */
export function scaled(input: VectorSlot | SparseSlot, factors: Float64Array, slots: Slots): Bound {
  return input.kind === "sparse" ? scaledSparse(input, factors, slots) : scaledDense(input, factors, slots);
}

function scaledDense(input: VectorSlot, factors: Float64Array, slots: Slots): Bound {
  const output = slots.vector(input.size, input.storage);
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const from = r * input.stride + input.offset;
        const to = r * output.stride + output.offset;
        for (let i = 0; i < factors.length; i++) output.values[to + i] = input.values[from + i]! * factors[i]!;
      }
    },
  };
}

function scaledSparse(input: SparseSlot, factors: Float64Array, slots: Slots): Bound {
  const output = slots.sparse(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      const end = input.starts[rows]!;
      reserve(output, end);
      output.starts.set(input.starts.subarray(0, rows + 1));
      for (let i = 0; i < end; i++) {
        output.indices[i] = input.indices[i]!;
        output.values[i] = input.values[i]! * factors[input.indices[i]!]!;
      }
    },
  };
}
