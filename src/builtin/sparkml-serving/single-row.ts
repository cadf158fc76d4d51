import { CsvScanner } from "../../content/csv.js";
import type { BaseType, Frame, Value } from "../../frame/types.js";
import type { RowPlan } from "../../mleap/engine/row.js";
import type { Plan } from "../../mleap/plan.js";
import { parseBasic } from "./basic.js";
import { baseTypeOf, type Schema } from "./schema.js";

/**
 * The way of a request with one CSV record, as most are: its values go straight into the bundle's row plan. The columns of a frame
 * would cost more than all that the bundle does with them. It takes plain cells and gives a vector; anything else, and whatever
 * is refused, it leaves to the way of frames by answering undefined.
 */
export class SingleRow {
  readonly #schema: Schema;
  /** One per column; undefined where a column is not of plain cells, or the plan turned out not to be one for rows. */
  #types: readonly BaseType[] | undefined;
  #plan: RowPlan | undefined;
  /** Which of the schema's columns each input of the plan is; −1 where it has none of that name. */
  #positions: readonly number[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
    const types = schema.input.map(({ type, struct }) => (struct === "basic" ? baseTypeOf(type) : undefined));
    this.#types = types.every((type) => type !== undefined) ? types : undefined;
  }

  /** The values of a body's only record, in the schema's order. */
  read(body: Uint8Array): readonly Value[] | undefined {
    const scanner = new CsvScanner(body);
    if (this.#types === undefined || scanner.recordsLikely() > 1) return undefined;
    try {
      if (!scanner.nextRecord()) return undefined;
      const values: Value[] = [];
      for (const type of this.#types) {
        if (!scanner.nextCell()) return undefined;
        values.push(cellOf(scanner, type));
      }
      return scanner.nextRecord() ? undefined : values;
    } catch {
      return undefined;
    }
  }

  /** The output column of a row. `planned` is a plan of that column alone. */
  run(values: readonly Value[], planned: Plan): Frame | undefined {
    try {
      this.#plan ??= this.#bind(planned);
      const plan = this.#plan;
      if (this.#positions.includes(-1) || planned.outputs[0].type.shape !== "tensor") {
        this.#types = undefined; // so that no further body is read in vain
        return undefined;
      }
      for (let input = 0; input < this.#positions.length; input++) plan.set(input, values[this.#positions[input]]);
      if (!plan.run()) return undefined;
      const vector = plan.get(0);
      if (!(vector instanceof Float64Array)) return undefined;
      const column = { kind: "vector", values: vector.slice(), size: vector.length } as const;
      return { fields: planned.outputs, columns: [column], rows: 1 };
    } catch {
      return undefined;
    }
  }

  #bind(plan: Plan): RowPlan {
    const names = this.#schema.input.map(({ name }) => name);
    this.#positions = plan.inputs.map(({ name }) => names.lastIndexOf(name));
    return plan.rows();
  }
}

function cellOf(scanner: CsvScanner, type: BaseType): Value {
  if (type === "double") {
    const number = scanner.number();
    if (!Number.isNaN(number)) return number;
  }
  const text = scanner.text();
  return type === "string" || type === "byte_string" ? text : parseBasic(type, text, {});
}
