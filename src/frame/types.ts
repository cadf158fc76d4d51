/**
 * The typed table that stages hand to each other. It is plain data: a schema and one column per field, all of the same
 * length. The type names are those of MLeap (`ml.combust.mleap.core.types`), so that a bundle's schema needs no translation.
 */

export const baseTypes = [
  "boolean",
  "byte",
  "short",
  "int",
  "long",
  "float",
  "double",
  "string",
  "byte_string",
] as const;

export type BaseType = (typeof baseTypes)[number];

export type DataType =
  | { readonly shape: "scalar"; readonly base: BaseType; readonly nullable: boolean }
  | { readonly shape: "list"; readonly base: BaseType; readonly nullable: boolean }
  | {
      readonly shape: "tensor";
      readonly base: BaseType;
      /** Size of each dimension, −1 where unknown; absent when nothing is known. */
      readonly dimensions?: readonly number[];
      readonly nullable: boolean;
    }
  | { readonly shape: "map"; readonly key: BaseType; readonly base: BaseType; readonly nullable: boolean };

export interface Field {
  readonly name: string;
  readonly type: DataType;
}

export interface Frame {
  readonly fields: readonly Field[];
  /** One per field, in the fields' order. */
  readonly columns: readonly Column[];
  readonly rows: number;
}

export type Column = NumberColumn | StringColumn | VectorColumn | ValueColumn;

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array
  | BigInt64Array;

/** Scalars of every base but string and byte_string; booleans are 0 and 1 in a `Uint8Array`, longs a `BigInt64Array`. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: NumberArray;
  /** 1 where the row is null; absent when no row is. The value below a null is unspecified. */
  readonly nulls?: Uint8Array;
}

export interface StringColumn {
  readonly kind: "string";
  readonly values: readonly (string | null)[];
}

/** Dense vectors (tensors of rank 1) of one length: row `r` is `values[r * size … (r + 1) * size)`. */
export interface VectorColumn {
  readonly kind: "vector";
  readonly values: Float64Array | Float32Array;
  readonly size: number;
}

/** Everything else: lists, maps, byte strings, tensors that are sparse, null, of another rank, or of unequal lengths. */
export interface ValueColumn {
  readonly kind: "value";
  readonly values: readonly Value[];
}

export type Scalar = boolean | number | bigint | string | Uint8Array | null;
export type Value = Scalar | readonly Scalar[] | Tensor | ReadonlyMap<Scalar, Scalar>;

/** A tensor. Values are in row-major order; a sparse one has, per stored value, its index (rank 1) or flat offset. */
export interface Tensor {
  readonly base: BaseType;
  readonly dimensions: readonly number[];
  readonly values: NumberArray | readonly string[] | readonly Uint8Array[];
  /** Present when sparse: ascending offsets of the stored values. */
  readonly indices?: Int32Array;
}
