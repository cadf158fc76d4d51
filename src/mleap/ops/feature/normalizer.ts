import type { SparseSlot, VectorSlot } from "../../engine/slots.js";
import { reserve } from "../../engine/slots.js";
import { isSparse } from "../../engine/storage.js";
import { errors } from "../../errors.js";
import { anyVector, type Op, transformer, vectorOut } from "../../op.js";

export const op: Op = {
  name: "normalizer",
  summary: "Divides a vector by its p-norm; a vector of zeros stays as it is.",
  spark: "Normalizer",
  difference: "A norm of infinity, which JSON bundles write as null, is read as infinity; MLeap reads NaN.",
  load(model) {
    const written = model.number("p_norm");
    const p = Number.isNaN(written) ? Number.POSITIVE_INFINITY : written;
    if (p < 1) throw errors.badAttribute("p_norm", `is ${p}, less than 1`);
    return transformer({
      inputs: [anyVector("input")],
      outputs: [vectorOut("output")],
      words: [`p: ${p}`],
      bind([input], slots) {
        if (input.kind === "vector") {
          const output = slots.vector(input.size, input.storage);
          return { outputs: [output], kernels: (rows) => normalizeDense(input, output, p, rows) };
        }
        const output = slots.sparse(input.size);
        return { outputs: [output], kernels: (rows) => normalizeSparse(input, output, p, rows) };
      },
    });
  },
};

function normalizeDense(input: VectorSlot, output: VectorSlot, p: number, rows: number): void {
  for (let r = 0; r < rows; r++) {
    const from = r * input.stride + input.offset;
    const to = r * output.stride + output.offset;
    const norm = normOf(input.values, from, from + input.size, p);
    const sparse = Number.isNaN(norm) && isSparse(input, r);
    for (let i = 0; i < input.size; i++) {
      const value = input.values[from + i];
      output.values[to + i] = norm === 0 || (sparse && value === 0) ? value : value / norm;
    }
  }
}

function normalizeSparse(input: SparseSlot, output: SparseSlot, p: number, rows: number): void {
  reserve(output, input.starts[rows]);
  for (let r = 0; r < rows; r++) {
    const start = input.starts[r];
    const end = input.starts[r + 1];
    const norm = normOf(input.values, start, end, p);
    output.starts[r + 1] = end;
    for (let i = start; i < end; i++) {
      output.indices[i] = input.indices[i];
      output.values[i] = norm === 0 ? input.values[i] : input.values[i] / norm;
    }
  }
}

function normOf(values: Float64Array, start: number, end: number, p: number): number {
  let sum = 0;
  if (p === 1) for (let i = start; i < end; i++) sum += Math.abs(values[i]);
  else if (p === 2) {
    for (let i = start; i < end; i++) sum += values[i] * values[i];
    return Math.sqrt(sum);
  } else if (p === Number.POSITIVE_INFINITY) {
    for (let i = start; i < end; i++) if (Math.abs(values[i]) > sum) sum = Math.abs(values[i]);
  } else {
    for (let i = start; i < end; i++) sum += Math.abs(values[i]) ** p;
    return sum ** (1 / p);
  }
  return sum;
}
