import type { Column, Frame, NumberArray, Tensor, Value } from "./types.js";

/** Row `row` of a column as a single value; a vector becomes a dense tensor with values of its own. Booleans are 0 and 1. */
export function valueAt(column: Column, row: number): Value {
  switch (column.kind) {
    case "number":
      return column.nulls?.[row] === 1 ? null : column.values[row];
    case "vector":
      return vectorAt(column, row);
    default:
      return column.values[row];
  }
}

/** Whether a single value is a tensor. */
export function isTensor(value: Value): value is Tensor {
  return typeof value === "object" && value !== null && "dimensions" in value;
}

function vectorAt(column: Column & { kind: "vector" }, row: number): Tensor {
  return {
    base: column.values instanceof Float64Array ? "double" : "float",
    dimensions: [column.size],
    values: column.values.slice(row * column.size, (row + 1) * column.size),
  };
}

/** Frames of the same fields, one below the other. Vectors of unequal lengths become single values. */
export function concat(frames: readonly Frame[]): Frame {
  const [first] = frames;
  if (first === undefined) throw new RangeError("there is no frame to take the fields from");
  const columns = first.fields.map((_, i) =>
    join(
      frames.map((frame) => frame.columns[i]),
      frames.map((frame) => frame.rows),
    ),
  );
  return { fields: first.fields, columns, rows: frames.reduce((sum, frame) => sum + frame.rows, 0) };
}

function join(columns: readonly Column[], rows: readonly number[]): Column {
  if (columns.every((column) => column.kind === "number")) return joinNumbers(columns, rows);
  if (columns.every((column) => column.kind === "string")) {
    return { kind: "string", values: columns.flatMap((column) => column.values) };
  }
  if (columns.every((column) => column.kind === "vector") && new Set(columns.map((column) => column.size)).size === 1) {
    return {
      kind: "vector",
      size: columns[0].size,
      values: joinArrays(columns.map((column) => column.values)) as Float64Array,
    };
  }
  return {
    kind: "value",
    values: columns.flatMap((column, i) => Array.from({ length: rows[i] }, (_, row) => valueAt(column, row))),
  };
}

function joinNumbers(columns: readonly (Column & { kind: "number" })[], rows: readonly number[]): Column {
  const values = joinArrays(columns.map((column) => column.values));
  if (columns.every((column) => column.nulls === undefined)) return { kind: "number", values };
  return {
    kind: "number",
    values,
    nulls: joinArrays(columns.map((column, i) => column.nulls ?? new Uint8Array(rows[i]))),
  };
}

function joinArrays<A extends NumberArray>(arrays: readonly A[]): A {
  const total = arrays.reduce((sum, array) => sum + array.length, 0);
  const joined = new (arrays[0].constructor as new (length: number) => A)(total);
  let at = 0;
  for (const array of arrays) {
    joined.set(array as never, at);
    at += array.length;
  }
  return joined;
}

/** Rows `from … to` of a frame. Typed arrays are views of the frame's own. */
export function slice(frame: Frame, from: number, to: number): Frame {
  return {
    fields: frame.fields,
    columns: frame.columns.map((column) => sliceColumn(column, from, to)),
    rows: to - from,
  };
}

function sliceColumn(column: Column, from: number, to: number): Column {
  switch (column.kind) {
    case "number": {
      const values = column.values.subarray(from, to);
      return column.nulls === undefined
        ? { kind: "number", values }
        : { kind: "number", values, nulls: column.nulls.subarray(from, to) };
    }
    case "string":
      return { kind: "string", values: column.values.slice(from, to) };
    case "vector":
      return { ...column, values: column.values.subarray(from * column.size, to * column.size) };
    case "value":
      return { kind: "value", values: column.values.slice(from, to) };
  }
}
