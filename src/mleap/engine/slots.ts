import { type ArrayOf, type NumberBase, numberArray } from "../../frame/number-arrays.js";
import type { BaseType, NumberArray, Value } from "../../frame/types.js";
import { errors } from "../errors.js";
import type { Limits } from "../limits.js";

/**
 * Where the values of one column stand while a program runs: storage for a fixed number of rows, used again for every batch.
 * Kernels must read `values`, `stride` and `offset` each time they run, since storage is handed out after they are made.
 */
export type Slot = NumberSlot | StringSlot | VectorSlot | SparseSlot | ValueSlot;

export interface NumberSlot<A extends NumberArray = NumberArray> {
  readonly kind: "number";
  readonly base: BaseType;
  values: A;
  /** 1 where the row is null; undefined when the batch has none. */
  nulls: Uint8Array | undefined;
  /** Whether there can be nulls at all. */
  readonly nullable: boolean;
}

export type DoubleSlot = NumberSlot<Float64Array>;

export interface StringSlot {
  readonly kind: "string";
  values: (string | null)[];
}

/**
 * Dense vectors of one length: row `r` begins at `r * stride + offset`. A vector that only goes into an assembled one stands
 * in its place there, so that assembling it takes no copy.
 */
export interface VectorSlot {
  readonly kind: "vector";
  readonly size: number;
  values: Float64Array;
  stride: number;
  offset: number;
  /** The vector of which this one is a part. */
  parent: VectorSlot | undefined;
  /**
   * How Spark would hold the vector, which some ops can tell: `compressed` ones are sparse where that takes less room
   * (`Vector.compressed`).
   */
  readonly storage: "dense" | "sparse" | "compressed";
  nulls: Uint8Array | undefined;
  readonly nullable: boolean;
}

/** Sparse vectors of one length, for those too long to write out: row `r` has the entries `starts[r] … starts[r + 1]`. */
export interface SparseSlot {
  readonly kind: "sparse";
  readonly size: number;
  starts: Int32Array;
  /** Ascending within a row. */
  indices: Int32Array;
  values: Float64Array;
  nulls: Uint8Array | undefined;
  readonly nullable: boolean;
}

/** Lists, maps, byte strings and tensors of other ranks. */
export interface ValueSlot {
  readonly kind: "value";
  readonly base: BaseType;
  values: Value[];
}

/** Vectors longer than this are kept sparse where the op that makes them can. */
const longestDense = 1024;

/** Whether an op may make nulls. */
export interface SlotOptions {
  readonly nullable?: boolean;
}

/** Gives the slots of one program, and their storage once every slot is known. */
export class Slots {
  readonly #all: { readonly slot: Slot; part: boolean }[] = [];
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  number<B extends NumberBase>(base: B, { nullable = false }: SlotOptions = {}): NumberSlot<ArrayOf<B>> {
    return this.#add({ kind: "number", base, values: numberArray(base, 0), nulls: undefined, nullable });
  }

  double(options?: SlotOptions): DoubleSlot {
    return this.number("double", options);
  }

  string(): StringSlot {
    return this.#add({ kind: "string", values: [] });
  }

  vector(size: number, storage: VectorSlot["storage"] = "dense", { nullable = false }: SlotOptions = {}): VectorSlot {
    this.#check(size);
    const place = { values: new Float64Array(0), stride: size, offset: 0, parent: undefined };
    return this.#add({ kind: "vector", size, ...place, storage, nulls: undefined, nullable });
  }

  sparse(size: number, { nullable = false }: SlotOptions = {}): SparseSlot {
    this.#check(size);
    const entries = { starts: new Int32Array(1), indices: new Int32Array(0), values: new Float64Array(0) };
    return this.#add({ kind: "sparse", size, ...entries, nulls: undefined, nullable });
  }

  /** What an op that makes few entries per row should write: dense vectors while they are short. */
  fewEntries(size: number, options?: SlotOptions): VectorSlot | SparseSlot {
    return size <= longestDense ? this.vector(size, "sparse", options) : this.sparse(size, options);
  }

  value(base: BaseType): ValueSlot {
    return this.#add({ kind: "value", base, values: [] });
  }

  /** Bytes that one row takes, as far as it can be said before a row is seen. */
  bytesPerRow(): number {
    let bytes = 0;
    for (const { slot } of this.#all) bytes += slot.kind === "vector" ? (slot.parent ? 0 : slot.size * 8) : 8;
    return bytes;
  }

  /** Gives every slot its storage for `capacity` rows. */
  allocate(capacity: number): void {
    for (const entry of this.#all) {
      const { slot } = entry;
      entry.part = slot.kind === "vector" && slot.parent !== undefined;
      if ("nullable" in slot && slot.nullable) slot.nulls = new Uint8Array(capacity);
      if (slot.kind === "number") slot.values = numberArray(slot.base as NumberBase, capacity);
      else if (slot.kind === "sparse") slot.starts = new Int32Array(capacity + 1);
      else if (slot.kind !== "vector") slot.values = new Array(capacity).fill(null);
      else if (!entry.part) slot.values = new Float64Array(capacity * slot.size);
    }
    for (const { slot } of this.#all) if (slot.kind === "vector") settle(slot);
  }

  /**
   * Lets `part` stand at `offset` of `whole`, so that what fills the part fills the whole. Answers false where it cannot: for
   * slots of the program's input, and parts that stand in another vector already.
   */
  place(part: VectorSlot, whole: VectorSlot, offset: number): boolean {
    if (part.parent !== undefined || !this.#all.some(({ slot }) => slot === part)) return false;
    part.parent = whole;
    part.offset = offset;
    return true;
  }

  /** Keeps the given rows only, in every slot. `copy`: what stands in the slots belongs to others. */
  keep(rows: Int32Array, copy: boolean): void {
    for (const { slot, part } of this.#all) keepRows(slot, rows, copy, part);
  }

  #check(size: number): void {
    const { longestVector } = this.#limits;
    if (size > longestVector) throw errors.limit("the length of a vector", size, longestVector);
  }

  #add<S extends Slot>(slot: S): S {
    this.#all.push({ slot, part: false });
    return slot;
  }
}

/** Points a part of a vector at the storage of the whole. */
function settle(slot: VectorSlot): void {
  if (slot.parent === undefined) return;
  settle(slot.parent);
  slot.values = slot.parent.values;
  slot.stride = slot.parent.stride;
  slot.offset += slot.parent.offset;
  slot.parent = undefined;
}

/** Moves the given rows to the front; `part`: of a vector whose whole is moved by itself. */
function keepRows(slot: Slot, rows: Int32Array, copy: boolean, part: boolean): void {
  if ("nullable" in slot && slot.nulls !== undefined) {
    if (copy) slot.nulls = slot.nulls.slice();
    for (let k = 0; k < rows.length; k++) slot.nulls[k] = slot.nulls[rows[k]];
  }
  if (part) return;
  if (slot.kind === "sparse") {
    keepEntries(slot, rows);
    return;
  }
  if (copy) slot.values = slot.values.slice() as never;
  if (slot.kind === "vector") {
    const { size, values } = slot;
    for (let k = 0; k < rows.length; k++) values.copyWithin(k * size, rows[k] * size, (rows[k] + 1) * size);
    return;
  }
  const values = slot.values as { [row: number]: unknown };
  for (let k = 0; k < rows.length; k++) values[k] = values[rows[k]];
}

function keepEntries(slot: SparseSlot, rows: Int32Array): void {
  const { starts, indices, values } = slot;
  let at = 0;
  for (let k = 0; k < rows.length; k++) {
    const from = starts[rows[k]];
    const to = starts[rows[k] + 1];
    starts[k] = at;
    indices.copyWithin(at, from, to);
    values.copyWithin(at, from, to);
    at += to - from;
  }
  starts[rows.length] = at;
}

/** Makes room for `count` entries in all; what is there stays. */
export function reserve(slot: SparseSlot, count: number): void {
  if (count <= slot.values.length) return;
  const room = Math.max(count, slot.values.length * 2, 64);
  const indices = new Int32Array(room);
  indices.set(slot.indices);
  slot.indices = indices;
  const values = new Float64Array(room);
  values.set(slot.values);
  slot.values = values;
}

/** Copies which rows are null to a slot that was made nullable if `from` is. */
export function copyNulls(
  from: NumberSlot | VectorSlot | SparseSlot,
  to: NumberSlot | VectorSlot | SparseSlot,
  rows: number,
): void {
  if (!from.nullable) return;
  const source = from.nulls;
  const target = to.nulls!;
  for (let r = 0; r < rows; r++) target[r] = source === undefined ? 0 : source[r];
}
