import type { Tensor, Value } from "../../frame/types.js";
import { errors, locate } from "../errors.js";
import { type Layout, layoutKey, layoutOf, putDense, putSparse } from "./inputs.js";
import { sparseTensor } from "./outputs.js";
import { Program, type ProgramParts } from "./program.js";
import { toLong } from "./scalar-casts.js";
import { unknownLayout } from "./segments.js";
import type { NumberSlot, Slot, SparseSlot, VectorSlot } from "./slots.js";

/** Runs one row at a time: set each input, run, read each output. Positions are those of the plan's `inputs` and `outputs`. */
export interface RowPlan {
  /**
   * Sets an input of the next row; it stays until it is set again. Numbers for numeric fields (bigint for long), 0 and 1 or
   * booleans, strings, null; for vectors a `Float64Array`, an array of numbers, or a tensor.
   */
  set(input: number, value: Value | Float64Array): void;
  /** Answers false where an op skips the row; its outputs are then undefined. */
  run(): boolean;
  /** A number or a string, or what the field's type says; a vector is a view that is valid until the next `run`. */
  get(output: number): Value | Float64Array;
}

/** A plan that runs one row at a time; it sets itself up anew where an input's value has another layout than before. */
export function rowPlan(parts: Omit<ProgramParts, "layouts">): RowPlan {
  const { inputs } = parts;
  const layouts: Layout[] = inputs.map((input) =>
    input.vectors && input.field.type.shape !== "scalar" ? unknownLayout(input) : undefined,
  );
  const given: (Value | Float64Array)[] = inputs.map(() => null);
  const programs = new Map<string, Runnable>();
  let current: Runnable | undefined;

  // Vectors in a layout that was not seen before need a program of their own.
  const prepare = (): Runnable => {
    const key = layoutKey(layouts);
    let found = programs.get(key);
    if (found === undefined) {
      const program = new Program({ ...parts, layouts }, true);
      found = { program, readers: program.outputs.map(readerOf) };
      if (programs.size >= 16) programs.clear();
      programs.set(key, found);
    }
    for (let i = 0; i < given.length; i++) put(found.program.inputs[i], given[i]);
    current = found;
    return found;
  };

  return {
    set(input, value) {
      if (!(input < given.length))
        throw errors.missingInput(
          input,
          inputs.map(({ field }) => field.name),
        );
      const layout = layouts[input];
      if (layout !== undefined && value !== null) {
        const next = layoutIn(value, inputs[input].field.name);
        if (next.size !== layout.size || next.sparse !== layout.sparse) {
          layouts[input] = next;
          current = undefined;
        }
      }
      given[input] = value;
      if (current !== undefined) put(current.program.inputs[input], value);
    },
    run: () => (current ?? prepare()).program.run(1) === 1,
    get: (output) => (current ?? prepare()).readers[output](),
  };
}

interface Runnable {
  readonly program: Program;
  /** One per output. */
  readonly readers: readonly (() => Value | Float64Array)[];
}

function layoutIn(value: Value | Float64Array, column: string): NonNullable<Layout> {
  try {
    return layoutOf(value, 0)!;
  } catch (error) {
    throw locate(error, { column });
  }
}

function put(slot: Slot, value: Value | Float64Array): void {
  switch (slot.kind) {
    case "number":
      slot.nulls![0] = value === null ? 1 : 0;
      if (value !== null)
        (slot.values as { [row: number]: unknown })[0] =
          slot.base === "long" ? toLong(value as number | bigint) : Number(value);
      return;
    case "string":
      slot.values[0] = value as string | null;
      return;
    case "vector":
      slot.nulls![0] = value === null ? 1 : 0;
      if (value instanceof Float64Array) slot.values.set(value);
      else if (value !== null) putDense(slot.values, 0, value);
      return;
    case "sparse":
      slot.nulls![0] = value === null ? 1 : 0;
      putSparse(slot, 0, value as Tensor | null);
      return;
    case "value":
      slot.values[0] = value as Value;
  }
}

function readerOf(slot: Slot): () => Value | Float64Array {
  switch (slot.kind) {
    case "number":
      return slot.base === "boolean" ? () => nullOr(slot, slot.values[0] !== 0) : () => nullOr(slot, slot.values[0]);
    case "vector": {
      const view = slot.values.subarray(slot.offset, slot.offset + slot.size);
      return () => nullOr(slot, view);
    }
    case "sparse":
      return () => nullOr(slot, sparseTensor(slot, 0));
    default:
      return () => slot.values[0];
  }
}

function nullOr<T>(slot: NumberSlot | VectorSlot | SparseSlot, value: T): T | null {
  return slot.nulls?.[0] === 1 ? null : value;
}
