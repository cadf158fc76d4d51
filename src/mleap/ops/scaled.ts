import { reserve, type Slots, type SparseSlot, type VectorSlot } from "../engine/slots.js";
import { isSparse } from "../engine/storage.js";
import type { Bound } from "../op.js";

/** Multiplies each element by its own factor. Sparse vectors stay sparse: what is not stored is 0 whatever the factor. */
export function scaled(input: VectorSlot | SparseSlot, factors: Float64Array, slots: Slots): Bound {
  return input.kind === "sparse" ? scaledSparse(input, factors, slots) : scaledDense(input, factors, slots);
}

function scaledDense(input: VectorSlot, factors: Float64Array, slots: Slots): Bound {
  const output = slots.vector(input.size, input.storage);
  // Any other factor makes −0 or NaN of a zero, which must not happen to zeros that Spark does not store.
  const harmless = factors.every((factor) => factor >= 0 && factor < Number.POSITIVE_INFINITY);
  return {
    outputs: [output],
    kernels(rows) {
      const source = input.values;
      const target = output.values;
      for (let r = 0; r < rows; r++) {
        const from = r * input.stride + input.offset;
        const to = r * output.stride + output.offset;
        for (let i = 0; i < factors.length; i++) target[to + i] = source[from + i] * factors[i];
        if (harmless || !isSparse(input, r)) continue;
        for (let i = 0; i < factors.length; i++) if (source[from + i] === 0) target[to + i] = 0;
      }
    },
  };
}

function scaledSparse(input: SparseSlot, factors: Float64Array, slots: Slots): Bound {
  const output = slots.sparse(input.size);
  return {
    outputs: [output],
    kernels(rows) {
      const end = input.starts[rows];
      reserve(output, end);
      output.starts.set(input.starts.subarray(0, rows + 1));
      for (let i = 0; i < end; i++) {
        output.indices[i] = input.indices[i];
        output.values[i] = input.values[i] * factors[input.indices[i]];
      }
    },
  };
}
