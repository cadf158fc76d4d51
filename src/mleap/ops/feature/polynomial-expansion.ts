import { errors } from "../../errors.js";
import { type Op, transformer, vector, vectorOut } from "../../op.js";

export const op: Op = {
  name: "polynomial_expansion",
  summary:
    "All products of powers of the elements up to a degree, without the constant: of (x, y) and degree 2 they are x, x², y, xy, y². Products stop at a zero factor, so that zero times infinity stays 0.",
  spark: "PolynomialExpansion",
  load(model) {
    const degree = model.integer("degree", undefined, 1);
    return transformer({
      inputs: [vector("input")],
      outputs: [vectorOut("output")],
      words: [`degree: ${degree}`],
      bind([input], slots) {
        const sizes = sizesOf(input.size, degree);
        const output = slots.vector(sizes[input.size][degree] - 1, input.storage);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              output.values.fill(0, to, to + output.size);
              expand(input.values, from, input.size, degree, 1, output.values, to - 1, to, sizes);
            }
          },
        };
      },
    });
  },
};

/** `sizes[n][d]`: how many products of up to `d` factors there are of `n` elements, the constant among them. */
function sizesOf(count: number, degree: number): Float64Array[] {
  const sizes: Float64Array[] = [];
  if (count * degree > 1e6) throw errors.limit("elements times degree", count * degree, 1e6);
  for (let n = 0; n <= count; n++) {
    const row = new Float64Array(degree + 1).fill(1);
    for (let d = 1; d <= degree && n > 0; d++) row[d] = row[d - 1] + sizes[n - 1][d];
    sizes.push(row);
  }
  return sizes;
}

/**
 * Writes the products of the first `count` elements up to `degree`, times `factor`, from `at` on; answers where they end.
 * What would come before `first` is the constant, which has no place.
 */
function expand(
  values: Float64Array,
  from: number,
  count: number,
  degree: number,
  factor: number,
  target: Float64Array,
  at: number,
  first: number,
  sizes: readonly Float64Array[],
): number {
  if (factor === 0) return at + sizes[count][degree];
  if (degree === 0 || count === 0) {
    if (at >= first) target[at] = factor;
    return at + 1;
  }
  const value = values[from + count - 1];
  let start = at;
  let power = factor;
  for (let d = 0; d <= degree && power !== 0; d++) {
    start = expand(values, from, count - 1, degree - d, power, target, start, first, sizes);
    power *= value;
  }
  return at + sizes[count][degree];
}
