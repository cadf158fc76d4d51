import { errors } from "../../errors.js";
import { type Op, transformer, vector, vectorOut } from "../../op.js";

/** Beyond this length a transform by sums takes too long. */
const longest = 8192;

export const op: Op = {
  name: "dct",
  summary: "The discrete cosine transform (DCT-II, scaled so that it is orthonormal), or its inverse.",
  spark: "DCT",
  load(model) {
    const inverse = model.boolean("inverse");
    return transformer({
      inputs: [vector("input")],
      outputs: [vectorOut("output")],
      words: [inverse ? "inverse" : "forward"],
      bind([input], slots) {
        const { size } = input;
        if (size > longest) throw errors.limit("the length of a vector to transform", size, longest);
        const output = slots.vector(size);
        const cosines = Float64Array.from({ length: 4 * size }, (_, i) => Math.cos((Math.PI * i) / (2 * size)));
        const scale = Float64Array.from({ length: size }, (_, k) => Math.sqrt((k === 0 ? 1 : 2) / size));
        const work = new Float64Array(2 * size);
        const result = new Float64Array(size);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let i = 0; i < size; i++) work[i] = input.values[from + i] * (inverse ? scale[i] : 1);
              if (inverse) backward(work, 0, size, result, cosines);
              else forward(work, 0, size, result, 1, cosines);
              for (let k = 0; k < size; k++) output.values[to + k] = result[k] * (inverse ? 1 : scale[k]);
            }
          },
        };
      },
    });
  },
};

/**
 * The DCT-II of the `n` values of `work` from `at` on, to every `step`-th place of `result`. Even places are the transform of
 * half the length of the sums of opposite values, which also makes the zeros of symmetric input exact; what follows the values
 * in `work` holds the sums.
 */
function forward(
  work: Float64Array,
  at: number,
  n: number,
  result: Float64Array,
  step: number,
  cosines: Float64Array,
): void {
  const turn = cosines.length / (4 * n);
  const half = n / 2;
  const folds = n % 2 === 0;
  for (let k = folds ? 1 : 0; k < n; k += folds ? 2 : 1) {
    let sum = 0;
    for (let j = 0; j < (folds ? half : n); j++) {
      const value = folds ? work[at + j] - work[at + n - 1 - j] : work[at + j];
      sum += value * cosines[((2 * j + 1) * k * turn) % cosines.length];
    }
    result[k * step] = sum;
  }
  if (!folds) return;
  for (let j = 0; j < half; j++) work[at + n + j] = work[at + j] + work[at + n - 1 - j];
  forward(work, at + n, half, result, step * 2, cosines);
}

/** The DCT-III of the `n` values of `work` from `at` on, to the first places of `result`: the way back of `forward`. */
function backward(work: Float64Array, at: number, n: number, result: Float64Array, cosines: Float64Array): void {
  const turn = cosines.length / (4 * n);
  if (n % 2 !== 0) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += work[at + k] * cosines[((2 * j + 1) * k * turn) % cosines.length];
      result[j] = sum;
    }
    return;
  }
  const half = n / 2;
  for (let m = 0; m < half; m++) work[at + n + m] = work[at + 2 * m];
  backward(work, at + n, half, result, cosines);
  for (let j = 0; j < half; j++) {
    let odd = 0;
    for (let k = 1; k < n; k += 2) odd += work[at + k] * cosines[((2 * j + 1) * k * turn) % cosines.length];
    const even = result[j];
    result[j] = even + odd;
    result[n - 1 - j] = even - odd;
  }
}
