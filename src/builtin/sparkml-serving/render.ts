import { isTensor } from "../../frame/frames.js";
import { doubleText, floatText } from "../../frame/java-text.js";
import type { BaseType, Column, DataType, Frame, Scalar, Tensor, Value } from "../../frame/types.js";
import type { OutputFormat } from "./accept.js";
import { refusals } from "./errors.js";
import { boxes } from "./java-value.js";
import { baseTypeOf, type SchemaColumn } from "./schema.js";

/** The output column as one text per row, each what the original answers for a row alone. */
export function renderRows(
  column: Column,
  type: DataType,
  rows: number,
  output: SchemaColumn,
  format: OutputFormat,
): string[] {
  const texts: string[] = new Array(rows);
  if (output.struct === "basic") {
    const print = basicPrinter(column, type, output);
    for (let row = 0; row < rows; row++) texts[row] = print(row);
    return texts;
  }
  const list = listReader(column, type, output);
  const { element, open, separator, close } = layouts[format];
  for (let row = 0; row < rows; row++) {
    const { base, values, size } = list(row);
    let text = "";
    for (let at = 0; at < size; at++) text += (at === 0 ? "" : separator) + element(base, values[at]);
    texts[row] = format === "text" ? open + jsonString(text).slice(1, -1) + close : open + text + close;
  }
  return texts;
}

/** Whether every row is sure to be written, as CSV, as Java's texts of the column's own numbers. */
export function isPlain({ columns, fields }: Frame, output: SchemaColumn): boolean {
  const { shape, base } = fields[0].type;
  const { kind } = columns[0];
  if (kind === "vector") return output.struct === "vector";
  return kind === "number" && shape === "scalar" && output.struct === "basic" && output.type === base;
}

const layouts = {
  csv: { element: plainText, open: "", separator: ",", close: "" },
  lines: { element: jsonText, open: '{"features":[', separator: ",", close: "]}" },
  text: { element: plainText, open: '{"source":"', separator: " ", close: '"}' },
} as const;

/** Java's text of a value. The original fails on null; here it is nothing. */
function plainText(base: BaseType, value: Scalar): string {
  if (typeof value === "number") {
    if (base === "double") return doubleText(value);
    if (base === "float") return floatText(value);
    if (base === "boolean") return value === 0 ? "false" : "true";
  }
  return value === null ? "" : String(value);
}

function jsonText(base: BaseType, value: Scalar): string {
  if (value === null) return "null";
  if (typeof value === "string") return jsonString(value);
  const text = plainText(base, value);
  return typeof value === "number" && !Number.isFinite(value) ? `"${text}"` : text;
}

/** As Jackson writes it: control characters in upper-case hexadecimal. */
function jsonString(text: string): string {
  return JSON.stringify(text).replace(/\\(?:\\|u00[0-9a-f]{2})/g, (sequence) =>
    sequence === "\\\\" ? sequence : `\\u${sequence.slice(2).toUpperCase()}`,
  );
}

function basicPrinter(column: Column, { shape, base }: DataType, output: SchemaColumn): (row: number) => string {
  const wanted = baseTypeOf(output.type);
  if (wanted === undefined) throw refusals.givenType();
  const place = { column: output.name };
  const expected = boxes[wanted === "float" ? "double" : wanted];
  if (shape !== "scalar") throw refusals.cast(classOf(column, shape), expected, place);
  // A float column cannot be had from the original at all: it takes `float` for a double.
  const fits =
    base === wanted || (base === "float" && wanted === "double") || (base === "double" && wanted === "float");
  if (!fits) throw refusals.cast(boxes[base], expected, place);
  if (column.kind === "number") {
    const { values, nulls } = column;
    return (row) => {
      if (nulls?.[row] === 1) throw refusals.nullOutput({ ...place, row });
      return plainText(base, values[row]);
    };
  }
  return (row) => {
    const value = column.values[row] as Scalar;
    if (value === null) throw refusals.nullOutput({ ...place, row });
    return plainText(base, value);
  };
}

interface List {
  readonly base: BaseType;
  readonly values: ArrayLike<Scalar>;
  readonly size: number;
}

function listReader(column: Column, { shape, base }: DataType, output: SchemaColumn): (row: number) => List {
  const vector = output.struct === "vector";
  const wanted = vector ? "ml.combust.mleap.tensor.Tensor" : "scala.collection.Seq";
  const place = { column: output.name };
  if (shape === "scalar" || shape === "map") throw refusals.cast(classOf(column, shape, base), wanted, place);
  if (vector !== (shape === "tensor")) throw refusals.cast(classOf(column, shape), wanted, place);
  if (column.kind === "vector") {
    const { values, size } = column;
    return (row) => ({ base, values: values.subarray(row * size, (row + 1) * size), size });
  }
  return (row) => {
    const value = column.values[row] as Value;
    if (value === null) throw refusals.nullOutput({ ...place, row });
    const values = isTensor(value) ? dense(value) : (value as readonly Scalar[]);
    return { base, values, size: values.length };
  };
}

/** A tensor's values, the implicit zeros among them. */
function dense({ base, dimensions, values, indices }: Tensor): ArrayLike<Scalar> {
  if (indices === undefined) return values;
  const size = dimensions.reduce((product, dimension) => product * dimension, 1);
  const all: Scalar[] = new Array(size).fill(base === "string" ? "" : base === "long" ? 0n : 0);
  for (let at = 0; at < indices.length; at++) all[indices[at]] = values[at];
  return all;
}

function classOf(column: Column, shape: DataType["shape"], base: BaseType = "double"): string {
  if (shape === "scalar") return boxes[base];
  if (shape !== "tensor") return shape === "list" ? "scala.collection.Seq" : "scala.collection.Map";
  const first = column.kind === "value" ? column.values[0] : undefined;
  const sparse = first !== undefined && isTensor(first) && first.indices !== undefined;
  return `ml.combust.mleap.tensor.${sparse ? "Sparse" : "Dense"}Tensor`;
}
