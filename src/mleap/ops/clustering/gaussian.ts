import { errors } from "../../errors.js";
import type { RowReader } from "../row-reader.js";
import { eigenSymmetric } from "./eigen.js";

/** A normal distribution, ready for densities. */
export interface Gaussian {
  readonly mean: Float64Array;
  /** Row `i` is the eigenvector `i` of the covariance, divided by the root of its eigenvalue; 0 for eigenvalues of 0. */
  readonly root: Float64Array;
  /** The logarithm of the density at the mean. */
  readonly constant: number;
}

/** As Spark's `MultivariateGaussian`: eigenvalues that are as good as 0 are left out. `covariance` is `size` × `size`. */
export function gaussianOf(mean: Float64Array, covariance: Float64Array, size: number): Gaussian {
  if (mean.length !== size) throw errors.badAttribute("means", `has a mean of length ${mean.length}, not ${size}`);
  if (covariance.length !== size * size) {
    throw errors.badAttribute("covs", `has a matrix of ${covariance.length} elements, not ${size * size}`);
  }
  const { values, vectors } = eigenSymmetric(covariance, size);
  const tolerance = 2 ** -52 * Math.max(...values, 0) * size;
  const root = new Float64Array(size * size);
  let logDeterminant = 0;
  for (let i = 0; i < size; i++) {
    if (!(values[i] > tolerance)) continue;
    logDeterminant += Math.log(values[i]);
    for (let j = 0; j < size; j++) root[i * size + j] = vectors[i * size + j] / Math.sqrt(values[i]);
  }
  return { mean, root, constant: -0.5 * (size * Math.log(2 * Math.PI) + logDeterminant) };
}

/** The logarithm of the density at a row; `scratch` has the row's length. */
export function logDensity({ mean, root, constant }: Gaussian, row: RowReader, scratch: Float64Array): number {
  const size = mean.length;
  for (let j = 0; j < size; j++) scratch[j] = row.values[row.at + j] - mean[j];
  let squares = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += root[i * size + j] * scratch[j];
    squares += sum * sum;
  }
  return constant - 0.5 * squares;
}
