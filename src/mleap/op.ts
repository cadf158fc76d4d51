import type { ArrayOf, NumberBase } from "../frame/number-arrays.js";
import type { BaseType, DataType } from "../frame/types.js";
import type { NumberSlot, Slot, Slots, SparseSlot, StringSlot, ValueSlot, VectorSlot } from "./engine/slots.js";
import type { Model } from "./model.js";

/**
 * An MLeap op: one file under `ops/`, one line in the registry. `load` reads the attributes once and answers what the op takes,
 * what it makes, and how to run it.
 */
export interface Op {
  /** MLeap's name, as in `model.json`. */
  readonly name: string;
  /** What it does, in a sentence or two; for the documentation. */
  readonly summary: string;
  /** The Spark ML class whose work it does; absent for MLeap's own. */
  readonly spark?: string;
  /** Where MLeap's runtime and Spark answer differently, what each does; this library does what Spark does. */
  readonly difference?: string;
  load(model: Model, ports: Ports): Transformer;
}

/** The ports that a node connects, by name. */
export interface Ports {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface Transformer {
  readonly inputs: readonly Port[];
  /** In the model's order. A node may leave any of them unconnected. */
  readonly outputs: readonly OutputPort[];
  /** The parameters in words, one line each: `labels: M, F, I`. */
  readonly words: readonly string[];
  /**
   * Prepares the op for columns that stand in `inputs` (in the order of the ports). The outputs' slots come from `slots`;
   * `wanted` says which outputs anyone reads: what is not wanted need not be computed, nor given a slot.
   */
  bind(inputs: readonly Slot[], slots: Slots, context: BindContext): Bound;
}

export interface BindContext {
  wanted(output: string): boolean;
  /** Takes the row out of the frame (`handle_invalid` skip). */
  drop(row: number): void;
}

export interface Bound {
  /** In the order of the output ports. */
  readonly outputs: readonly (Slot | undefined)[];
  /** One kernel, or one per input, so that errors can name the column. */
  readonly kernels: Kernel | readonly Kernel[];
}

/** Fills the outputs' slots for rows 0 to `rows` from the inputs' slots. Throws a `MleapError` that knows its row. */
export type Kernel = (rows: number) => void;

/** An input of an op: what the engine must turn the column into before the op sees it. */
export interface Port<S extends Slot = Slot> {
  readonly name: string;
  readonly type: DataType;
  /** The op looks after nulls itself; otherwise the engine refuses them. */
  readonly nullable: boolean;
  /** The op takes sparse vectors as they are; otherwise the engine writes them out. */
  readonly sparse: boolean;
  /** The op takes a vector (a tensor of rank 1), which stands in a `VectorSlot`, not tensors of any rank. */
  readonly vectors: boolean;
  /** The length that a vector must have. */
  readonly size: number | undefined;
  /** Only for the type checker: what `bind` is given. */
  readonly slot?: S;
}

export interface OutputPort {
  readonly name: string;
  readonly type: DataType;
}

type SlotsOf<P extends readonly Port[]> = { readonly [K in keyof P]: P[K] extends Port<infer S> ? S : never };

/** Joins ports and `bind` so that `bind` gets slots of the ports' types. */
export function transformer<const P extends readonly Port[]>(parts: {
  readonly inputs: P;
  readonly outputs: readonly OutputPort[];
  readonly words?: readonly string[];
  bind(inputs: SlotsOf<P>, slots: Slots, context: BindContext): Bound;
}): Transformer {
  return { words: [], ...parts, bind: (inputs, slots, context) => parts.bind(inputs as SlotsOf<P>, slots, context) };
}

const plain = { nullable: false, sparse: false, vectors: false, size: undefined };

/** A scalar of a numeric base; rows where it is null are refused. */
export function number<B extends NumberBase>(name: string, base: B): Port<NumberSlot<ArrayOf<B>>> {
  return { ...plain, name, type: { shape: "scalar", base, nullable: false } };
}

/** A scalar of a numeric base whose nulls the op sees in `nulls`. */
export function nullableNumber<B extends NumberBase>(name: string, base: B): Port<NumberSlot<ArrayOf<B>>> {
  return { ...plain, name, type: { shape: "scalar", base, nullable: true }, nullable: true };
}

export function double(name: string): Port<NumberSlot<Float64Array>> {
  return number(name, "double");
}

/** Strings; nulls reach the op as null. */
export function string(name: string): Port<StringSlot> {
  return { ...plain, name, type: { shape: "scalar", base: "string", nullable: true }, nullable: true };
}

/** A vector of doubles, written out. `size` where the op knows what it was fitted for. */
export function vector(name: string, size?: number): Port<VectorSlot> {
  return { ...plain, name, type: vectorType(size), vectors: true, size };
}

/** A vector of doubles, dense or sparse as it comes. */
export function anyVector(name: string, size?: number): Port<VectorSlot | SparseSlot> {
  return { ...plain, name, type: vectorType(size), vectors: true, sparse: true, size };
}

/** Lists, as single values; rows where one is null are refused. */
export function list(name: string, base: BaseType): Port<ValueSlot> {
  return { ...plain, name, type: { shape: "list", base, nullable: true } };
}

/** Tensors of any rank, as single values. */
export function tensors(name: string, base: BaseType): Port<ValueSlot> {
  return { ...plain, name, type: { shape: "tensor", base, nullable: false } };
}

/** Maps, as single values; rows where one is null are refused. */
export function map(name: string, key: BaseType, base: BaseType): Port<ValueSlot> {
  return { ...plain, name, type: { shape: "map", key, base, nullable: true } };
}

/** The type of Spark's vectors; `size` where it is known. */
export function vectorType(size?: number): DataType {
  return { shape: "tensor", base: "double", nullable: false, ...(size === undefined ? {} : { dimensions: [size] }) };
}

const doubleType: DataType = { shape: "scalar", base: "double", nullable: false };

export function vectorOut(name: string, size?: number): OutputPort {
  return { name, type: vectorType(size) };
}

export function doubleOut(name: string): OutputPort {
  return { name, type: doubleType };
}

export function listOut(name: string, base: BaseType): OutputPort {
  return { name, type: { shape: "list", base, nullable: false } };
}

export function nullableDoubleOut(name: string): OutputPort {
  return { name, type: { ...doubleType, nullable: true } };
}
