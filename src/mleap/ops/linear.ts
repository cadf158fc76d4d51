import type { SparseSlot, VectorSlot } from "../engine/slots.js";
import { errors } from "../errors.js";
import type { Matrix, Model } from "../model.js";
import { dotOf } from "./reduced.js";

/** `coefficients · x + intercept`. */
export interface LinearFunction {
  readonly features: number;
  readonly words: readonly string[];
  bind(input: VectorSlot | SparseSlot): (row: number) => number;
}

/** The attributes `coefficients` and `intercept`. */
export function linearFunction(model: Model): LinearFunction {
  const coefficients = model.vector("coefficients");
  const intercept = model.number("intercept");
  return {
    features: coefficients.length,
    words: [`${coefficients.length} coefficients`, `intercept: ${intercept}`],
    bind: (input) => (row) => dotOf(input, row, coefficients, 0) + intercept,
  };
}

/** `matrix · x + intercepts`, one element per row of the matrix, whose rows `weights` has one after the other. */
export function linearMap(
  weights: Float64Array,
  intercepts: Float64Array,
): (input: VectorSlot | SparseSlot) => (row: number, target: Float64Array) => void {
  const rows = intercepts.length;
  const columns = weights.length / rows;
  return (input) => (row, target) => {
    for (let k = 0; k < rows; k++) target[k] = dotOf(input, row, weights, k * columns) + intercepts[k];
  };
}

/** The elements of a matrix row after row. */
export function byRows({ rows, columns, values }: Matrix): Float64Array {
  const turned = new Float64Array(rows * columns);
  for (let c = 0; c < columns; c++) for (let r = 0; r < rows; r++) turned[r * columns + c] = values[c * rows + r];
  return turned;
}

/** A matrix that has a row for each class, and numbers that go with them. */
export function checkRows(name: string, rows: number, wanted: number): void {
  if (rows !== wanted) throw errors.badAttribute(name, `has ${rows} rows, not ${wanted}`);
}
