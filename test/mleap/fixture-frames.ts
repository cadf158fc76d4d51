import type {
  BaseType,
  Column,
  DataType,
  Field,
  Frame,
  NumberArray,
  Scalar,
  Tensor,
  Value,
} from "../../src/frame/types.js";

/** The JSON form of frames and rows that `fixtures/mleap/README.md` describes. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface JsonField {
  readonly name: string;
  readonly shape: DataType["shape"];
  readonly base: BaseType;
  readonly key?: BaseType;
}

const arrays = {
  boolean: Uint8Array,
  byte: Int8Array,
  short: Int16Array,
  int: Int32Array,
  float: Float32Array,
  double: Float64Array,
};

export function frameOf(fields: readonly JsonField[], rows: readonly (readonly JsonValue[])[]): Frame {
  return {
    fields: fields.map((field) => ({ name: field.name, type: typeOf(field) })),
    columns: fields.map((field, i) => {
      const values = rows.map((row) => row[i]);
      return columnOf(field, values);
    }),
    rows: rows.length,
  };
}

export function typeOf({ shape, base, key }: JsonField): DataType {
  return shape === "map" ? { shape, key: key!, base, nullable: true } : { shape, base, nullable: true };
}

function columnOf({ shape, base, key }: JsonField, values: readonly JsonValue[]): Column {
  if (shape === "scalar" && base === "string") return { kind: "string", values: values as (string | null)[] };
  if (shape === "scalar" && base !== "string" && base !== "byte_string") {
    const nulls = Uint8Array.from(values, (value) => (value === null ? 1 : 0));
    return { kind: "number", values: numbers(base, values), ...(nulls.includes(1) ? { nulls } : {}) };
  }
  return {
    kind: "value",
    values: values.map((value): Value => {
      if (value === null) return null;
      if (shape === "scalar") return scalar(base, value);
      if (shape === "list") return (value as JsonValue[]).map((item) => scalar(base, item));
      if (shape === "tensor") return tensor(base, value);
      return new Map((value as JsonValue[][]).map(([k, v]) => [scalar(key!, k!), scalar(base, v!)]));
    }),
  };
}

type NumberBase = Exclude<BaseType, "string" | "byte_string">;

function numbers(base: NumberBase, values: readonly JsonValue[]): NumberArray {
  if (base === "long") return BigInt64Array.from(values, (value) => BigInt((value ?? 0) as string));
  return arrays[base].from(values.map((value) => Number(value)));
}

function scalar(base: BaseType, value: JsonValue): Scalar {
  if (value === null || base === "string" || base === "boolean") return value as Scalar;
  if (base === "long") return BigInt(value as string);
  if (base === "byte_string") return Uint8Array.from(Buffer.from(value as string, "base64"));
  return Number(value);
}

function tensor(base: BaseType, value: JsonValue): Tensor {
  const parts = (Array.isArray(value) ? { dimensions: [value.length], values: value } : value) as {
    size?: number;
    dimensions?: number[];
    values: JsonValue[];
    indices?: number[];
  };
  const values = base === "string" || base === "byte_string" ? (parts.values as string[]) : numbers(base, parts.values);
  const dimensions = parts.dimensions ?? [parts.size!];
  return { base, dimensions, values, ...(parts.indices && { indices: Int32Array.from(parts.indices) }) };
}

/** The rows of a frame in the JSON form; tensors are written out. */
export function rowsOf(frame: Frame): JsonValue[][] {
  return Array.from({ length: frame.rows }, (_, row) =>
    frame.columns.map((column, i) => valueIn(column, frame.fields[i], row)),
  );
}

function valueIn(column: Column, field: Field, row: number): JsonValue {
  if (column.kind === "vector")
    return jsonOf(column.values.subarray(row * column.size, (row + 1) * column.size), field);
  if (column.kind === "number" && column.nulls?.[row]) return null;
  return jsonOf(column.values[row] as Value, field);
}

/** One value in the JSON form; tensors are written out. */
export function jsonOf(value: Value | Float64Array | Float32Array, { type }: Field): JsonValue {
  if (value instanceof Float64Array || value instanceof Float32Array) return Array.from(value, number);
  if (type.base === "boolean" && typeof value === "number") return value !== 0;
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return scalarJson(value as Scalar);
  if (value instanceof Map) return [...value].map(([k, v]) => [scalarJson(k), scalarJson(v)]);
  if (Array.isArray(value)) return value.map(scalarJson);
  return written(value as Tensor);
}

function scalarJson(value: Scalar): JsonValue {
  if (typeof value === "number") return number(value);
  if (typeof value === "bigint") return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function number(value: number): JsonValue {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? "-0" : String(value);
}

function written({ dimensions, values, indices }: Tensor): JsonValue {
  let items = Array.from(values as ArrayLike<Scalar>, scalarJson);
  if (indices !== undefined) {
    const all: JsonValue[] = new Array(dimensions.reduce((a, b) => a * b, 1)).fill(0);
    indices.forEach((index, i) => {
      all[index] = items[i];
    });
    items = all;
  }
  return dimensions.length === 1 ? items : { dimensions: [...dimensions], values: items };
}

/** The same value with sparse tensors written out. */
export function writtenOut(value: JsonValue, field: JsonField): JsonValue {
  return field.shape === "tensor" && value !== null ? written(tensor(field.base, value)) : value;
}
