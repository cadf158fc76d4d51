import type { BaseType } from "./types.js";

/** Which typed array holds the numbers of each base type; booleans are 0 and 1. */
const arrays = {
  boolean: Uint8Array,
  byte: Int8Array,
  short: Int16Array,
  int: Int32Array,
  long: BigInt64Array,
  float: Float32Array,
  double: Float64Array,
} as const;

/** The base types whose values are numbers. */
export type NumberBase = keyof typeof arrays;

export type ArrayOf<B extends NumberBase> = InstanceType<(typeof arrays)[B]>;

export function isNumberBase(base: BaseType): base is NumberBase {
  return base in arrays;
}

/** A typed array for values of a base type, all 0. */
export function numberArray<B extends NumberBase>(base: B, length: number): ArrayOf<B> {
  return new arrays[base](length) as ArrayOf<B>;
}
