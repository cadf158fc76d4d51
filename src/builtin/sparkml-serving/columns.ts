import { JsonNumber, type JsonValue } from "../../content/json-value.js";
import { type NumberBase, numberArray } from "../../frame/number-arrays.js";
import type { BaseType, Column, DataType, NumberArray, Scalar, Value } from "../../frame/types.js";
import type { ErrorPlace } from "../../pipeline/errors.js";
import { parseBasic } from "./basic.js";
import { arrayElement, vectorValues } from "./element.js";
import { refusals } from "./errors.js";
import { javaText } from "./java-value.js";
import { baseTypeOf, type SchemaColumn } from "./schema.js";

/** A column that is filled row by row from the texts or JSON values of requests. */
export interface ColumnBuilder {
  /** Where a column of doubles may be written to directly, as far as there is room. */
  readonly doubles: Float64Array | undefined;
  /** Makes room for so many rows, where it does not come by itself. */
  reserve?(rows: number): void;
  /** Sets a row from a CSV cell. */
  text(row: number, text: string): void;
  json(row: number, value: JsonValue): void;
  finish(rows: number): Column;
}

/** The type that a column of a schema has in MLeap. Every column is nullable. */
export function typeOf({ type, struct }: SchemaColumn): DataType {
  const base = baseTypeOf(type);
  if (base === undefined) throw refusals.inputType();
  if (struct === "vector") return { shape: "tensor", base, nullable: true };
  if (struct === "array") return { shape: "list", base: base === "float" ? "double" : base, nullable: true };
  return { shape: "scalar", base, nullable: true };
}

/** Gathers the values of a schema's column, row by row; `capacity` is how many rows there may be. */
export function builderOf({ name, type, struct }: SchemaColumn, capacity: number): ColumnBuilder {
  const base = baseTypeOf(type)!;
  if (struct === "vector") return new VectorBuilder(name, base);
  if (struct === "array") return new ListBuilder(name, base);
  if (base === "string" || base === "byte_string") return new StringBuilder();
  return new NumberBuilder(name, base, capacity);
}

class NumberBuilder implements ColumnBuilder {
  doubles: Float64Array | undefined;
  readonly #name: string;
  readonly #type: NumberBase;
  #values!: NumberArray;
  #nulls: Uint8Array | undefined;

  constructor(name: string, type: NumberBase, capacity: number) {
    this.#name = name;
    this.#type = type;
    this.#use(numberArray(type, capacity));
  }

  reserve(rows: number): void {
    if (rows <= this.#values.length) return;
    const longer = numberArray(this.#type, rows);
    longer.set(this.#values as never);
    this.#use(longer);
  }

  text(row: number, text: string): void {
    (this.#values as { [index: number]: number | bigint })[row] = parseBasic(this.#type, text, this.#place(row));
  }

  json(row: number, value: JsonValue): void {
    if (this.doubles !== undefined && value instanceof JsonNumber) this.doubles[row] = Number(value.text);
    else if (value !== null) this.text(row, javaText(value));
    else {
      this.#nulls ??= new Uint8Array(this.#values.length);
      this.#nulls[row] = 1;
    }
  }

  finish(rows: number): Column {
    const values = rows === this.#values.length ? this.#values : this.#values.subarray(0, rows);
    return this.#nulls === undefined
      ? { kind: "number", values }
      : { kind: "number", values, nulls: this.#nulls.subarray(0, rows) };
  }

  #use(values: NumberArray): void {
    this.#values = values;
    this.doubles = values instanceof Float64Array ? values : undefined;
  }

  #place(row: number): ErrorPlace {
    return { column: this.#name, row };
  }
}

class StringBuilder implements ColumnBuilder {
  readonly doubles = undefined;
  readonly #values: (string | null)[] = [];

  text(_row: number, text: string): void {
    this.#values.push(text);
  }

  json(_row: number, value: JsonValue): void {
    this.#values.push(value === null ? null : javaText(value));
  }

  finish(): Column {
    return { kind: "string", values: this.#values };
  }
}

class ListBuilder implements ColumnBuilder {
  readonly doubles = undefined;
  readonly #name: string;
  readonly #type: BaseType;
  readonly #values: (readonly Scalar[] | null)[] = [];

  constructor(name: string, type: BaseType) {
    this.#name = name;
    this.#type = type;
  }

  text(row: number): void {
    throw refusals.notAList("array", { column: this.#name, row });
  }

  json(row: number, value: JsonValue): void {
    const place = { column: this.#name, row };
    if (value === null) this.#values.push(null);
    else if (Array.isArray(value)) this.#values.push(value.map((element) => arrayElement(this.#type, element, place)));
    else this.text(row);
  }

  finish(): Column {
    return { kind: "value", values: this.#values };
  }
}

class VectorBuilder implements ColumnBuilder {
  readonly doubles = undefined;
  readonly #name: string;
  readonly #type: BaseType;
  readonly #values: (Float64Array | null)[] = [];

  constructor(name: string, type: BaseType) {
    this.#name = name;
    this.#type = type;
  }

  text(row: number): void {
    if (this.#type !== "double") throw refusals.vectorType();
    throw refusals.notAList("vector", { column: this.#name, row });
  }

  json(row: number, value: JsonValue): void {
    if (this.#type !== "double") throw refusals.vectorType();
    this.#values.push(value === null ? null : vectorValues(value, { column: this.#name, row }));
  }

  finish(rows: number): Column {
    const size = this.#values[0]?.length ?? 0;
    if (this.#values.some((vector) => vector?.length !== size))
      return { kind: "value", values: this.#values.map(tensor) };
    const values = new Float64Array(rows * size);
    this.#values.forEach((vector, row) => {
      values.set(vector!, row * size);
    });
    return { kind: "vector", values, size };
  }
}

function tensor(values: Float64Array | null): Value {
  return values === null ? null : { base: "double", dimensions: [values.length], values };
}
