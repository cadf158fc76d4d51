import type { SparseSlot, VectorSlot } from "../engine/slots.js";

/** Rows of vectors as elements to look up: the row that was opened begins at `at` in `values`. */
export interface RowReader {
  readonly values: Float64Array;
  readonly at: number;
  open(row: number): void;
}

/** Reads the rows of either kind of vectors as dense ones. */
export function rowReader(input: VectorSlot | SparseSlot): RowReader {
  return input.kind === "sparse" ? new SparseRows(input) : new DenseRows(input);
}

class DenseRows implements RowReader {
  values: Float64Array;
  at = 0;
  readonly #input: VectorSlot;

  constructor(input: VectorSlot) {
    this.#input = input;
    this.values = input.values;
  }

  open(row: number): void {
    this.values = this.#input.values;
    this.at = row * this.#input.stride + this.#input.offset;
  }
}

/** Writes each row out into an array of its own and takes it back after, so that a row costs what it stores, not its length. */
class SparseRows implements RowReader {
  readonly values: Float64Array;
  readonly at = 0;
  readonly #input: SparseSlot;
  #written = new Int32Array(16);
  #count = 0;

  constructor(input: SparseSlot) {
    this.#input = input;
    this.values = new Float64Array(input.size);
  }

  open(row: number): void {
    const { starts, indices, values } = this.#input;
    for (let i = 0; i < this.#count; i++) this.values[this.#written[i]] = 0;
    const start = starts[row];
    this.#count = starts[row + 1] - start;
    if (this.#count > this.#written.length) this.#written = new Int32Array(this.#count * 2);
    for (let i = 0; i < this.#count; i++) {
      const index = indices[start + i];
      this.#written[i] = index;
      this.values[index] = values[start + i];
    }
  }
}
