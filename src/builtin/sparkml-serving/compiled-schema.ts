import type { Column, Field, Frame, Value } from "../../frame/types.js";
import type { Bundle } from "../../mleap/bundle.js";
import { MleapError } from "../../mleap/errors.js";
import type { Plan } from "../../mleap/plan.js";
import { builderOf, type ColumnBuilder, typeOf } from "./columns.js";
import { refusals } from "./errors.js";
import { RowFrame } from "./request-frame.js";
import type { Schema } from "./schema.js";
import { SingleRow } from "./single-row.js";

/** A schema made ready for a bundle. What is wrong with it is told when a request needs it, as the original does. */
export class CompiledSchema {
  readonly schema: Schema;
  readonly #row: SingleRow;
  readonly #bundle: Bundle;
  #fields: readonly Field[] | undefined;
  #plan: Plan | undefined;

  constructor(schema: Schema, bundle: Bundle) {
    this.schema = schema;
    this.#row = new SingleRow(schema);
    this.#bundle = bundle;
  }

  /** Columns to fill. */
  builders(capacity: number): ColumnBuilder[] {
    this.#fields ??= this.schema.input.map((column) => ({ name: column.name, type: typeOf(column) }));
    return this.schema.input.map((column) => builderOf(column, capacity));
  }

  frame(builders: readonly ColumnBuilder[], rows: number): Frame {
    const columns: Column[] = builders.map((builder) => builder.finish(rows));
    return { fields: this.#fields!, columns, rows };
  }

  /** The values of a CSV body that is one plain record; undefined for any other. */
  readRow(body: Uint8Array): readonly Value[] | undefined {
    return this.#row.read(body);
  }

  /** Runs the bundle as far as the output column needs it. */
  run(frame: Frame): Frame {
    try {
      this.#plan ??= this.#bundle.plan([this.#outputName()], frame.fields);
      const row = frame instanceof RowFrame ? this.#row.run(frame.values, this.#plan) : undefined;
      return row ?? this.#plan.run(frame);
    } catch (error) {
      if (error instanceof MleapError) throw refusals.text(error.message, error.where, error);
      throw error;
    }
  }

  #outputName(): string {
    const { input, output } = this.schema;
    const known = [...input, ...this.#bundle.outputs].some(({ name }) => name === output.name);
    if (!known) throw refusals.noOutputColumn(output.name);
    return output.name;
  }
}
