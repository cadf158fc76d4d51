import { negotiate } from "../../content/accept.js";
import { writeCsvRecord } from "../../content/csv.js";
import { requestErrors } from "./errors.js";
import type { OnnxTensor } from "./runtime.js";

/** What a run gave, output by output; each tensor has a row per row of the request. */
export interface Outputs {
  readonly rows: number;
  readonly tensors: readonly { readonly name: string; readonly tensor: OnnxTensor }[];
}

const types = ["application/json", "text/csv", "application/jsonlines"];

/**
 * Writes the outputs, row by row. JSON: `{"predictions": […]}`, an object by output for each row, or the bare value where the
 * model has one output; JSON Lines: one of them per line; CSV: all values of a row in the order of the outputs.
 */
export function writeAnswer(outputs: Outputs, accept: string): { body: string; contentType: string } {
  const contentType = negotiate(accept === "" ? "*/*" : accept, types);
  if (contentType === undefined) throw requestErrors.accept(accept, types);
  const rows = (text: (row: number) => string) => Array.from({ length: outputs.rows }, (_, row) => text(row));
  if (contentType === "text/csv") {
    const record = (row: number) => writeCsvRecord(valuesOf(outputs, row).map(String));
    return { contentType, body: `${rows(record).join("\n")}\n` };
  }
  const predictions = rows((row) => jsonRow(outputs, row));
  if (contentType === "application/json") return { contentType, body: `{"predictions":[${predictions.join(",")}]}` };
  return { contentType, body: `${predictions.join("\n")}\n` };
}

type Value = number | bigint | string | boolean;

function valuesOf({ rows, tensors }: Outputs, row: number): Value[] {
  return tensors.flatMap(({ tensor }) => {
    const width = tensor.data.length / rows;
    return Array.from({ length: width }, (_, at) => typed(tensor, tensor.data[row * width + at]));
  });
}

function jsonRow({ rows, tensors }: Outputs, row: number): string {
  const values = tensors.map(({ name, tensor }) => {
    const width = tensor.data.length / rows;
    return { name, text: nested(tensor, tensor.dims.slice(1), row * width) };
  });
  if (values.length === 1) return values[0].text;
  return `{${values.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

/** A part of a tensor as lists in lists; a single value stands alone. */
function nested(tensor: OnnxTensor, dimensions: readonly number[], from: number): string {
  const [size, ...rest] = dimensions;
  if (size === undefined || (size === 1 && rest.length === 0)) return json(typed(tensor, tensor.data[from]));
  const step = rest.reduce((product, dimension) => product * dimension, 1);
  return `[${Array.from({ length: size }, (_, at) => nested(tensor, rest, from + at * step)).join(",")}]`;
}

function typed(tensor: OnnxTensor, value: Value): Value {
  return tensor.type === "bool" ? Boolean(value) : value;
}

/** Integers of 64 bits keep all their digits; JSON has no word for NaN and the infinities but null. */
function json(value: Value): string {
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
