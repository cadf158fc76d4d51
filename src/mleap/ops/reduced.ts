import type { SparseSlot, VectorSlot } from "../engine/slots.js";
import type { Bound } from "../op.js";

/**
 * The dot product of each row with each of `output.size` weight vectors, which stand one after the other in `weights`; `finish`
 * makes the output's element of it. Sums go in the order of the elements.
 */
export function reduced(
  input: VectorSlot | SparseSlot,
  weights: Float64Array,
  output: VectorSlot,
  finish: (dot: number) => number,
): Bound {
  const { size } = input;
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) {
        const to = r * output.stride + output.offset;
        for (let k = 0; k < output.size; k++) output.values[to + k] = finish(dotOf(input, r, weights, k * size));
      }
    },
  };
}

/** The dot product of a row with the weights from `start` on. */
export function dotOf(input: VectorSlot | SparseSlot, row: number, weights: Float64Array, start: number): number {
  let sum = 0;
  if (input.kind === "sparse") {
    for (let i = input.starts[row]; i < input.starts[row + 1]; i++)
      sum += input.values[i] * weights[start + input.indices[i]];
    return sum;
  }
  const from = row * input.stride + input.offset;
  for (let i = 0; i < input.size; i++) sum += input.values[from + i] * weights[start + i];
  return sum;
}
