import { FloatSorter } from "../cuts/sort.js";

const { fround } = Math;

/** The quantile of at least one value, between its neighbours in rank α(n + 1) (src/common/stats.h). Sorts `values`. */
export function quantile(values: Float32Array, alpha: number): number {
  const n = values.length;
  values.sort();
  if (alpha <= 1 / (n + 1)) return values[0];
  if (alpha >= n / (n + 1)) return values[n - 1];
  const rank = alpha * (n + 1);
  const below = Math.floor(rank) - 1;
  const low = values[below];
  return fround(low + (rank - 1 - below) * fround(values[below + 1] - low));
}

/** The first value up to which the weights reach the share α of all, without interpolation. Sorts both. */
export function weightedQuantile(values: Float32Array, weights: Float32Array, alpha: number): number {
  const n = values.length;
  new FloatSorter().sort(values, weights, n);
  const reached = weights;
  for (let i = 1; i < n; i++) reached[i] += reached[i - 1];
  const wanted = fround(reached[n - 1] * alpha);
  const index = reached.findIndex((weight) => weight >= wanted);
  return values[Math.min(index === -1 ? n : index, n - 1)];
}
