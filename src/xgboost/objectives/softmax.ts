import { expf } from "../float-math.js";
import type { Link } from "./link.js";

/** Probabilities of classes; the sum below the line is float64, as in `Softmax` of `src/common/math.h`. */
export const softprob: Link = {
  toMargins: (scores) => scores,
  outputs: (groups) => groups,
  apply(margins, from, out, to, rows, groups) {
    for (let row = 0; row < rows; row++, from += groups, to += groups) {
      const top = margins[from + first(margins, from, groups)];
      let sum = 0;
      for (let k = 0; k < groups; k++) {
        const power = expf(Math.fround(margins[from + k] - top));
        out[to + k] = power;
        sum += power;
      }
      const divisor = Math.fround(sum);
      for (let k = 0; k < groups; k++) out[to + k] = Math.fround(out[to + k] / divisor);
    }
  },
};

/** The likeliest class, as a float. */
export const softmax: Link = {
  toMargins: (scores) => scores,
  outputs: () => 1,
  apply(margins, from, out, to, rows, groups) {
    for (let row = 0; row < rows; row++, from += groups, to += 1) out[to] = first(margins, from, groups);
  },
};

/** The place of the first maximum. */
function first(margins: Float32Array, from: number, groups: number): number {
  let best = 0;
  for (let k = 1; k < groups; k++) if (margins[from + k] > margins[from + best]) best = k;
  return best;
}
