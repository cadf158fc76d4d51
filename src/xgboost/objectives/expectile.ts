import { expf } from "../float-math.js";
import type { Link } from "./link.js";

const { fround } = Math;
const gapAtLeast = fround(1e-6);

/**
 * Expectiles that cannot cross (3.3 and later): the first is the margin itself, each of the others lies a softplus of its
 * margin above the one before (`ExpectileRegression` of `src/objective/regression_obj.cu`).
 *
 * `log1pf` and `expm1f` differ between versions of glibc by a unit in the last place, and these are the nearest floats, so
 * predictions agree to a relative 1e-6 rather than bit for bit.
 */
export const expectile: Link = {
  toMargins(scores) {
    return scores.map((score, i) =>
      i === 0 ? score : inverseSoftplus(fround(fround(score - scores[i - 1]) - gapAtLeast)),
    );
  },
  outputs: (groups) => groups,
  apply(margins, from, out, to, rows, groups) {
    for (let row = 0; row < rows; row++, from += groups, to += groups) {
      out[to] = margins[from];
      for (let i = 1; i < groups; i++) out[to + i] = out[to + i - 1] + fround(gapAtLeast + softplus(margins[from + i]));
    }
  },
};

function softplus(x: number): number {
  const rest = fround(Math.log1p(expf(-Math.abs(x))));
  return x > 0 ? fround(x + rest) : rest;
}

function inverseSoftplus(y: number): number {
  const x = Math.max(y, gapAtLeast);
  return fround(x + fround(Math.log(-fround(Math.expm1(-x)))));
}
