import { valueAt } from "../../frame/frames.js";
import { type NumberBase, numberArray } from "../../frame/number-arrays.js";
import type { Column, Tensor, Value } from "../../frame/types.js";
import { part } from "./part.js";
import type { Slot, SparseSlot, VectorSlot } from "./slots.js";

/** Gathers a slot's rows, batch by batch, into a column of their own. */
export interface Sink {
  append(rows: number): void;
  finish(): Column;
}

/** A sink for at most `capacity` rows of a slot. */
export function sinkOf(slot: Slot, capacity: number): Sink {
  switch (slot.kind) {
    case "number": {
      const values = numberArray(slot.base as NumberBase, capacity);
      let nulls: Uint8Array | undefined;
      let at = 0;
      return {
        append(rows) {
          values.set(slot.values.subarray(0, rows) as never, at);
          if (slot.nulls?.subarray(0, rows).includes(1)) {
            nulls ??= new Uint8Array(capacity);
            nulls.set(slot.nulls.subarray(0, rows), at);
          }
          at += rows;
        },
        finish: () => ({
          kind: "number",
          values: part(values, 0, at),
          ...(nulls === undefined ? {} : { nulls: part(nulls, 0, at) }),
        }),
      };
    }
    case "vector":
      return vectorSink(slot, capacity);
    case "sparse": {
      const values: Value[] = [];
      return {
        append(rows) {
          for (let r = 0; r < rows; r++) values.push(slot.nulls?.[r] === 1 ? null : sparseTensor(slot, r));
        },
        finish: () => ({ kind: "value", values }),
      };
    }
    case "string": {
      const values: (string | null)[] = [];
      return {
        append(rows) {
          for (let r = 0; r < rows; r++) values.push(slot.values[r]);
        },
        finish: () => ({ kind: "string", values }),
      };
    }
    case "value": {
      const values: Value[] = [];
      return {
        append(rows) {
          for (let r = 0; r < rows; r++) values.push(slot.values[r]);
        },
        finish: () => ({ kind: "value", values }),
      };
    }
  }
}

/** A column of vectors holds no nulls: where there are any, it becomes one of single values. */
function vectorSink(slot: VectorSlot, capacity: number): Sink {
  const { size } = slot;
  const values = new Float64Array(capacity * size);
  const nulls = slot.nullable ? new Uint8Array(capacity) : undefined;
  let at = 0;
  return {
    append(rows) {
      if (slot.stride === size) values.set(slot.values.subarray(0, rows * size), at * size);
      else {
        for (let r = 0; r < rows; r++) {
          const from = r * slot.stride + slot.offset;
          for (let i = 0; i < size; i++) values[(at + r) * size + i] = slot.values[from + i];
        }
      }
      if (slot.nulls !== undefined) nulls?.set(slot.nulls.subarray(0, rows), at);
      at += rows;
    },
    finish() {
      const column: Column = { kind: "vector", size, values: part(values, 0, at * size) };
      if (!nulls?.includes(1)) return column;
      return {
        kind: "value",
        values: Array.from({ length: at }, (_, r) => (nulls[r] === 1 ? null : valueAt(column, r))),
      };
    },
  };
}

/** One row of a sparse slot as a tensor of its own. */
export function sparseTensor(slot: SparseSlot, row: number): Tensor {
  const start = slot.starts[row];
  const end = slot.starts[row + 1];
  return {
    base: "double",
    dimensions: [slot.size],
    values: slot.values.slice(start, end),
    indices: slot.indices.slice(start, end),
  };
}
