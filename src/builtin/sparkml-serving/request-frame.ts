import type { Column, Field, Frame, Value } from "../../frame/types.js";
import type { CompiledSchema } from "./compiled-schema.js";
import { csvRows } from "./rows.js";

/** A frame with what its request says about the answer: which column, and whether the rows came as JSON Lines. */
export interface RequestFrame extends Frame {
  readonly schema: CompiledSchema;
  readonly fromLines: boolean;
  readonly accept: string | undefined;
  /** See `PlainCsvFrame`. */
  readonly plainCsv: boolean;
}

export function requestFrame(
  { fields, columns, rows }: Frame,
  schema: CompiledSchema,
  accept: string | undefined,
  fromLines: boolean,
  plainCsv = false,
): RequestFrame {
  return { fields, columns, rows, schema, fromLines, accept, plainCsv };
}

/** The frame of a request with one CSV record, by its values. Columns are made only for who asks for them. */
export class RowFrame implements RequestFrame {
  readonly rows = 1;
  readonly fromLines = false;
  readonly plainCsv = false;
  readonly schema: CompiledSchema;
  readonly accept: string | undefined;
  /** In the schema's order. */
  readonly values: readonly Value[];
  readonly #body: Uint8Array;
  #frame: Frame | undefined;

  constructor(schema: CompiledSchema, accept: string | undefined, values: readonly Value[], body: Uint8Array) {
    this.schema = schema;
    this.accept = accept;
    this.values = values;
    this.#body = body;
  }

  get fields(): readonly Field[] {
    return this.#columnar.fields;
  }

  get columns(): readonly Column[] {
    return this.#columnar.columns;
  }

  get #columnar(): Frame {
    this.#frame ??= csvRows(this.#body, this.schema);
    return this.#frame;
  }
}
