const { fround } = Math;
const margin = fround(1e-5);

/** Categories are whole numbers below 2²⁴, which floats hold exactly. */
export const maxCategories = 16777216;

/**
 * Where a feature's values are cut into bins: bin `i` holds what is less than `cuts[i]` and not less than `cuts[i − 1]`.
 * Above the greatest value stands a last cut; the least value is none (src/common/quantile.cc, `MakeCuts`).
 */
export interface Cuts {
  readonly cuts: Float32Array;
  /** Below every value: the threshold of a split that only parts missing values from the rest. */
  readonly minimum: number;
}

/** Cuts into at most `bins` bins between the quantiles of a feature; none where the feature has no value at all. */
export function numericCuts(quantiles: Float32Array, bins: number): Cuts {
  if (quantiles.length === 0) return { cuts: Float32Array.of(3 * margin), minimum: margin };
  const cuts: number[] = [];
  for (const value of quantiles.subarray(1, Math.min(quantiles.length, bins)))
    if (cuts.length === 0 || value > cuts[cuts.length - 1]) cuts.push(value);
  const [least, greatest] = [quantiles[0], quantiles[quantiles.length - 1]];
  // In double precision, as C's fabs is.
  cuts.push(fround(greatest + (Math.abs(greatest) + margin)));
  return { cuts: Float32Array.from(cuts), minimum: fround(least - Math.abs(least) - margin) };
}

/** Cuts of a categorical feature: the categories themselves, up to the greatest. */
export function categoricalCuts(greatest: number): Cuts {
  return { cuts: Float32Array.from({ length: greatest + 1 }, (_, category) => category), minimum: 0 };
}

/** The bin of a value: the first whose cut is greater, or the last. */
export function binOf(cuts: Float32Array, begin: number, end: number, value: number): number {
  let low = begin;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low - begin;
}
