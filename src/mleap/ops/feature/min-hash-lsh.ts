import type { SparseSlot, VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import { anyVector, type Op, transformer } from "../../op.js";
import { hashesOut } from "../hashes.js";

/** A prime that Spark's hash functions share. */
const prime = 2038074743;

export const op: Op = {
  name: "min_hash_lsh",
  summary: "For each hash function ((1 + i) · a + b mod prime) the least hash of the elements that are not 0.",
  spark: "MinHashLSHModel",
  difference: "Hashes are computed with 64-bit integers as in Spark 3; MLeap wraps around at 32 bits.",
  load(model) {
    const a = model.numbers("random_coefficients_a");
    const b = model.numbers("random_coefficients_b");
    if (b.length !== a.length)
      throw errors.badAttribute("random_coefficients_b", `has ${b.length} values, a ${a.length}`);
    return transformer({
      inputs: [anyVector("input")],
      outputs: [hashesOut(a.length)],
      words: [`${a.length} hash functions`],
      bind([input], slots) {
        const output = slots.value("double");
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const hashes = new Float64Array(a.length).fill(Number.POSITIVE_INFINITY);
              forEachNonZero(input, r, (index) => {
                for (let k = 0; k < hashes.length; k++) {
                  const hash = (product(1 + index, a[k]) + b[k]) % prime;
                  if (hash < hashes[k]) hashes[k] = hash;
                }
              });
              if (hashes[0] === Number.POSITIVE_INFINITY)
                throw errors.badValue("Must have at least 1 non zero entry.", r);
              output.values[r] = { base: "double", dimensions: [a.length, 1], values: hashes };
            }
          },
        };
      },
    });
  },
};

/** x · y modulo the prime, with no step beyond 2⁵³. */
function product(x: number, y: number): number {
  const high = Math.floor(y / 65536);
  const low = y % 65536;
  return (((x * high) % prime) * 65536 + x * low) % prime;
}

function forEachNonZero(input: VectorSlot | SparseSlot, row: number, visit: (index: number) => void): void {
  if (input.kind === "sparse") {
    for (let i = input.starts[row]; i < input.starts[row + 1]; i++) if (input.values[i] !== 0) visit(input.indices[i]);
    return;
  }
  const from = row * input.stride + input.offset;
  for (let i = 0; i < input.size; i++) if (input.values[from + i] !== 0) visit(i);
}
