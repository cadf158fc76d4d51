import type { Column, Field, Scalar, Tensor, Value } from "../../frame/types.js";
import { errors } from "../errors.js";
import {
  isNumberBase,
  type NumberBase,
  type NumberSlot,
  numberArray,
  reserve,
  type Slot,
  type Slots,
} from "./slots.js";

/** How the vectors of a column stand in a batch; undefined for columns that are not read as vectors. */
export type Layout = { readonly size: number; readonly sparse: boolean } | undefined;

/** A column that a program reads from the frame. */
export interface Input {
  readonly field: Field;
  /** Ops read it as vectors of doubles: a tensor, or a list of numbers. */
  readonly vectors: boolean;
}

/** The layout of one row of a vector column. Throws for null. */
export function layoutAt(column: Column, row: number): Layout {
  if (column.kind === "vector") return { size: column.size, sparse: false };
  if (column.kind !== "value") throw errors.badValue("the column does not hold vectors", row);
  const value = column.values[row] ?? null;
  if (Array.isArray(value)) return { size: value.length, sparse: false };
  if (!isTensor(value))
    throw value === null ? errors.nullValue(row) : errors.badValue("the value is not a vector", row);
  return { size: value.dimensions.reduce((a, b) => a * b, 1), sparse: value.indices !== undefined };
}

export function isTensor(value: Value): value is Tensor {
  return typeof value === "object" && value !== null && "dimensions" in value;
}

/** A slot for an input. `nullable` gives it an array for nulls (the row path, which fills it value by value). */
export function inputSlot(input: Input, layout: Layout, slots: Slots, nullable: boolean): Slot {
  const { shape, base } = input.field.type;
  if (layout !== undefined) return layout.sparse ? slots.sparse(layout.size) : slots.vector(layout.size);
  if (shape !== "scalar") return slots.value(base);
  if (isNumberBase(base)) return slots.number(base, { nullable });
  return base === "string" ? slots.string() : slots.value(base);
}

/** Points a slot at rows `start` to `end` of a column; nothing is copied where the column's array is of the slot's kind. */
export function feed(slot: Slot, column: Column, start: number, end: number): void {
  const whole = start === 0;
  switch (slot.kind) {
    case "number": {
      if (column.kind !== "number") throw errors.badValue(`a ${slot.base} column holds ${column.kind}s`, start);
      const values = column.values.subarray(start, end);
      slot.values = sameArray(slot, values) ? values : converted(slot.base as NumberBase, values);
      slot.nulls = column.nulls?.subarray(start, end);
      return;
    }
    case "string":
      if (column.kind !== "string") throw errors.badValue(`a string column holds ${column.kind}s`, start);
      slot.values = (
        whole && end === column.values.length ? column.values : column.values.slice(start, end)
      ) as string[];
      return;
    case "value":
      slot.values = valuesOf(column, start, end);
      return;
    case "vector":
      slot.stride = slot.size;
      slot.offset = 0;
      if (column.kind === "vector") {
        const values = column.values.subarray(start * slot.size, end * slot.size);
        slot.values = values instanceof Float64Array ? values : Float64Array.from(values);
      } else if (column.kind === "value") {
        slot.values = new Float64Array((end - start) * slot.size);
        for (let r = start; r < end; r++) putDense(slot.values, (r - start) * slot.size, column.values[r]!);
      }
      return;
    case "sparse": {
      if (column.kind !== "value") return;
      slot.starts = new Int32Array(end - start + 1);
      for (let r = start; r < end; r++) putSparse(slot, r - start, column.values[r] as Tensor);
    }
  }
}

function sameArray(slot: NumberSlot, values: object): boolean {
  return slot.values.constructor === values.constructor;
}

function converted(base: NumberBase, values: ArrayLike<number | bigint>) {
  const out = numberArray(base, values.length);
  for (let i = 0; i < values.length; i++) {
    out[i] = out instanceof BigInt64Array ? BigInt(values[i]!) : Number(values[i]);
  }
  return out;
}

/** A column's rows as single values. */
function valuesOf(column: Column, start: number, end: number): Value[] {
  if (column.kind === "value" || column.kind === "string") return column.values.slice(start, end);
  if (column.kind === "vector") {
    const { size, values } = column;
    return Array.from({ length: end - start }, (_, i) => ({
      base: values instanceof Float64Array ? ("double" as const) : ("float" as const),
      dimensions: [size],
      values: values.slice((start + i) * size, (start + i + 1) * size),
    }));
  }
  return Array.from(column.values.subarray(start, end) as ArrayLike<number | bigint>, (value, i) =>
    column.nulls?.[start + i] ? null : value,
  );
}

/** Writes a vector out at `at`. */
export function putDense(target: Float64Array, at: number, value: Value): void {
  const items = isTensor(value) ? value.values : (value as readonly Scalar[]);
  const indices = isTensor(value) ? value.indices : undefined;
  for (let i = 0; i < items.length; i++) target[at + (indices === undefined ? i : indices[i]!)] = Number(items[i]);
}

function putSparse(slot: Extract<Slot, { kind: "sparse" }>, row: number, value: Tensor): void {
  const count = value.values.length;
  const at = slot.starts[row]!;
  reserve(slot, at + count);
  for (let i = 0; i < count; i++) {
    slot.indices[at + i] = value.indices![i]!;
    slot.values[at + i] = Number(value.values[i]);
  }
  slot.starts[row + 1] = at + count;
}
