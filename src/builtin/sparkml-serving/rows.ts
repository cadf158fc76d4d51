import { CsvScanner } from "../../content/csv.js";
import { ContentError } from "../../content/errors.js";
import type { JsonValue } from "../../content/json-value.js";
import type { Frame } from "../../frame/types.js";
import type { ErrorPlace } from "../../pipeline/errors.js";
import type { ColumnBuilder } from "./columns.js";
import type { CompiledSchema } from "./compiled-schema.js";
import { refusals } from "./errors.js";
import { baseTypeOf, type Schema } from "./schema.js";

/** The records of a CSV body as a frame: columns by position, further ones are left out. */
export function csvRows(body: Uint8Array, schema: CompiledSchema): Frame {
  const { input } = schema.schema;
  try {
    const scanner = new CsvScanner(body);
    if (!scanner.nextRecord()) throw refusals.tooFewValues(0, 0, { reason: "the body has no rows" });
    if (input.some(({ type }) => baseTypeOf(type) === undefined)) throw refusals.givenType();
    let capacity = scanner.recordsLikely();
    const builders = schema.builders(capacity);
    let row = 0;
    do {
      if (row === capacity) {
        capacity *= 2;
        for (const builder of builders) builder.reserve?.(capacity);
      }
      readRecord(scanner, builders, row++, schema.schema);
    } while (scanner.nextRecord());
    return schema.frame(builders, row);
  } catch (error) {
    if (error instanceof ContentError) throw refusals.text(error.message, { row: error.place.row ?? 0 }, error);
    throw error;
  }
}

function readRecord(scanner: CsvScanner, builders: readonly ColumnBuilder[], row: number, schema: Schema): void {
  for (let index = 0; index < builders.length; index++) {
    if (!scanner.nextCell()) throw refusals.tooFewColumns(index, missingFrom(index, row, schema));
    const builder = builders[index];
    const { doubles } = builder;
    const number = doubles === undefined ? Number.NaN : scanner.number();
    if (Number.isNaN(number)) builder.text(row, scanner.text());
    else doubles![row] = number;
  }
}

/** Where a row ends before the schema's columns do. */
function missingFrom(index: number, row: number, { input }: Schema): ErrorPlace {
  const reason = `the row has ${index} ${index === 1 ? "value" : "values"}, the schema ${input.length} columns`;
  return { column: input[index].name, row, reason };
}

/** Rows of JSON values as a frame: values by position, further ones are left out. */
export function jsonRows(rows: readonly (readonly JsonValue[])[], schema: CompiledSchema): Frame {
  const builders = schema.builders(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const values = rows[row];
    for (let index = 0; index < builders.length; index++) {
      if (index >= values.length) {
        throw refusals.tooFewValues(index, values.length, missingFrom(index, row, schema.schema));
      }
      builders[index].json(row, values[index]);
    }
  }
  return schema.frame(builders, rows.length);
}

/**
 * The rows that a `data` member holds: one, or a list of them. It is a list of rows when every value is a list and that cannot be
 * one row: some column is no list, or the lists hold lists again.
 */
export function rowsOf(data: readonly JsonValue[], { input }: Schema): readonly (readonly JsonValue[])[] {
  const nested = data.length > 0 && data.every((value) => Array.isArray(value));
  if (!nested) return [data];
  const rows = data as readonly (readonly JsonValue[])[];
  const flat = input.some(({ struct }) => struct === "basic");
  return flat || rows.every((row) => row.length > 0 && row.every((value) => Array.isArray(value))) ? rows : [data];
}
