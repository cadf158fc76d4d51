import { isTensor } from "../../frame/frames.js";
import { isNumberBase, type NumberBase, numberArray } from "../../frame/number-arrays.js";
import type { Column, Field, NumberColumn, Scalar, Tensor, Value } from "../../frame/types.js";
import { errors } from "../errors.js";
import { part } from "./part.js";
import { toLong } from "./scalar-casts.js";
import { type NumberSlot, reserve, type Slot, type Slots, type SparseSlot, type VectorSlot } from "./slots.js";

/** How the vectors of a column stand in a batch; undefined for columns that are not read as vectors. */
export type Layout = { readonly size: number; readonly sparse: boolean } | undefined;

/** What tells layouts apart: a program is made for one set of them. */
export function layoutKey(layouts: readonly Layout[]): string {
  return layouts.map((layout) => (layout === undefined ? "" : `${layout.sparse}${layout.size}`)).join();
}

/** A column that a program reads from the frame. */
export interface Input {
  readonly field: Field;
  /** Ops read it as vectors of doubles: a tensor, or a list of numbers. */
  readonly vectors: boolean;
  /** The length that its readers want, where they say. */
  readonly size: number | undefined;
}

/** Refuses a column whose layout is not one that its type can have, or that has too few rows. */
export function checkColumn({ field: { name, type } }: Input, column: Column, rows: number): void {
  const { kind } = column;
  let fits = kind === "value";
  if (type.shape === "tensor") fits ||= kind === "vector";
  else if (type.shape === "scalar" && type.base === "string") fits = kind === "string";
  else if (type.shape === "scalar" && isNumberBase(type.base)) fits = kind === "number";
  if (!fits) throw errors.columnLayout(name, `a column of ${type.shape} ${type.base} cannot be held as ${kind}s`);
  const held =
    kind === "vector" ? (column.size === 0 ? rows : column.values.length / column.size) : column.values.length;
  if (held < rows) throw errors.columnLayout(name, `the column has ${held} rows, the frame ${rows}`);
}

/** The layout of one row of a vector column; undefined for null. */
export function layoutAt(column: Column, row: number): Layout {
  if (column.kind === "vector") return { size: column.size, sparse: false };
  return column.kind === "value" ? layoutOf(column.values[row] ?? null, row) : undefined;
}

/** The layout of a vector that stands alone; undefined for null. */
export function layoutOf(value: Value | Float64Array, row: number): Layout {
  if (value === null) return undefined;
  if (value instanceof Float64Array || Array.isArray(value)) return { size: value.length, sparse: false };
  if (!isTensor(value)) throw errors.badValue("the value is not a vector", row);
  const size = value.dimensions.reduce((a, b) => a * b, 1);
  if (value.indices === undefined) {
    if (value.values.length !== size)
      throw errors.badValue(`a vector of ${size} has ${value.values.length} values`, row);
  } else if (!isAscending(value.indices, value.values.length, size)) {
    throw errors.badValue(`the places of a sparse vector of ${size} do not ascend within it`, row);
  }
  return { size, sparse: value.indices !== undefined };
}

function isAscending(indices: Int32Array, count: number, size: number): boolean {
  if (indices.length !== count) return false;
  for (let i = 0, before = -1; i < count; i++) {
    if (indices[i] <= before || indices[i] >= size) return false;
    before = indices[i];
  }
  return true;
}

/** A slot for an input. */
export function inputSlot(input: Input, layout: Layout, slots: Slots): Slot {
  const { shape, base } = input.field.type;
  const nullable = { nullable: true };
  if (layout?.sparse) return slots.sparse(layout.size, nullable);
  if (layout !== undefined) return slots.vector(layout.size, "dense", nullable);
  if (shape !== "scalar") return slots.value(base);
  if (isNumberBase(base)) return slots.number(base, nullable);
  return base === "string" ? slots.string() : slots.value(base);
}

/** Points a slot at rows `start` to `end` of a column; nothing is copied where the column's array is of the slot's kind. */
export function feed(slot: Slot, column: Column, start: number, end: number): void {
  switch (slot.kind) {
    case "number":
      if (column.kind === "number") feedNumbers(slot, column, start, end);
      return;
    case "string":
      if (column.kind !== "string") return;
      slot.values = (start === 0 ? column.values : column.values.slice(start, end)) as string[];
      return;
    case "value":
      slot.values = valuesOf(column, start, end);
      return;
    case "vector":
      feedDense(slot, column, start, end);
      return;
    case "sparse":
      if (column.kind !== "value") return;
      slot.starts = new Int32Array(end - start + 1);
      slot.nulls = nullsOf(column.values, start, end);
      for (let r = start; r < end; r++) putSparse(slot, r - start, column.values[r] as Tensor | null);
  }
}

function feedNumbers(slot: NumberSlot, column: NumberColumn, start: number, end: number): void {
  const values = part(column.values, start, end);
  const same = values.constructor === slot.values.constructor;
  slot.values = same ? values : converted(slot.base as NumberBase, values);
  slot.nulls = column.nulls && part(column.nulls, start, end);
}

function feedDense(slot: VectorSlot, column: Column, start: number, end: number): void {
  const { size } = slot;
  slot.stride = size;
  slot.offset = 0;
  slot.nulls = undefined;
  if (column.kind === "vector") {
    const values = part<Float64Array | Float32Array>(column.values, start * size, end * size);
    slot.values = values instanceof Float64Array ? values : Float64Array.from(values);
  } else if (column.kind === "value") {
    slot.nulls = nullsOf(column.values, start, end);
    slot.values = new Float64Array((end - start) * size);
    for (let r = start; r < end; r++) {
      const value = column.values[r] ?? null;
      if (value !== null) putDense(slot.values, (r - start) * size, value);
    }
  }
}

/** Which rows are null; undefined when none is. */
function nullsOf(values: readonly Value[], start: number, end: number): Uint8Array | undefined {
  let nulls: Uint8Array | undefined;
  for (let r = start; r < end; r++) {
    if ((values[r] ?? null) !== null) continue;
    nulls ??= new Uint8Array(end - start);
    nulls[r - start] = 1;
  }
  return nulls;
}

function converted(base: NumberBase, values: ArrayLike<number | bigint>) {
  const out = numberArray(base, values.length);
  for (let i = 0; i < values.length; i++) {
    out[i] = out instanceof BigInt64Array ? toLong(values[i]) : Number(values[i]);
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
  for (let i = 0; i < items.length; i++) target[at + (indices === undefined ? i : indices[i])] = Number(items[i]);
}

/** Writes the entries of a row behind those of the rows before it. */
export function putSparse(slot: SparseSlot, row: number, value: Tensor | null): void {
  const count = value === null ? 0 : value.values.length;
  const at = slot.starts[row];
  reserve(slot, at + count);
  for (let i = 0; i < count; i++) {
    slot.indices[at + i] = value!.indices![i];
    slot.values[at + i] = Number(value!.values[i]);
  }
  slot.starts[row + 1] = at + count;
}
