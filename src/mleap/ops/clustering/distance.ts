import { errors } from "../../errors.js";
import type { RowReader } from "../row-reader.js";

const epsilon = 2 ** -52;
/** Below this error the squared distance is taken from the norms and the dot product. */
const precision = 1e-6;

export interface Center {
  readonly values: Float64Array;
  readonly norm: number;
}

/** A cluster's center with its norm, which the distance to it needs for every row. */
export function centerOf(values: Float64Array): Center {
  return { values, norm: normOf(values, 0, values.length) };
}

export function normOf(values: Float64Array, at: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += values[at + i] * values[at + i];
  return Math.sqrt(sum);
}

/** Spark measures no distance to a row with NaN in it. */
export function checkNorm(norm: number, row: number): void {
  if (Number.isNaN(norm)) {
    throw errors.badValue("Both norms should be greater or equal to 0.0, found NaN", row);
  }
}

/** Spark's `MLUtils.fastSquaredDistance` of a center and a row of norm `norm`; `sparse`: Spark holds the row in sparse form. */
export function squaredDistance(center: Center, row: RowReader, norm: number, sparse: boolean): number {
  const squares = center.norm * center.norm + norm * norm;
  const difference = center.norm - norm;
  if ((2 * epsilon * squares) / (difference * difference + epsilon) < precision) return squares - 2 * dot(center, row);
  if (sparse) {
    const product = dot(center, row);
    const distance = Math.max(squares - 2 * product, 0);
    if ((epsilon * (squares + 2 * Math.abs(product))) / (distance + epsilon) <= precision) return distance;
  }
  return exact(center, row);
}

function dot({ values }: Center, row: RowReader): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * row.values[row.at + i];
  return sum;
}

function exact({ values }: Center, row: RowReader): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = values[i] - row.values[row.at + i];
    sum += difference * difference;
  }
  return sum;
}
