import type { DoubleSlot, NumberSlot, Slots } from "../engine/slots.js";
import type { Bound } from "../op.js";

/** A double from each double. Null stays null, as Spark's functions of primitives have it. */
export function mapped(input: DoubleSlot, slots: Slots, map: (value: number, row: number) => number): Bound {
  const output = slots.number("double", { nullable: true });
  return {
    outputs: [output],
    kernels(rows) {
      copyNulls(input, output, rows);
      for (let r = 0; r < rows; r++) output.values[r] = output.nulls![r] === 1 ? 0 : map(input.values[r]!, r);
    },
  };
}

/** Copies which rows are null to a slot that was made nullable. */
export function copyNulls(from: NumberSlot, to: NumberSlot, rows: number): void {
  const source = from.nulls;
  const target = to.nulls!;
  for (let r = 0; r < rows; r++) target[r] = source === undefined ? 0 : source[r]!;
}
