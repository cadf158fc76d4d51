import { copyNulls, type DoubleSlot, type Slots } from "../engine/slots.js";
import type { Bound } from "../op.js";

/** A double from each double. Null stays null, as Spark's functions of primitives have it. */
export function mapped(input: DoubleSlot, slots: Slots, map: (value: number, row: number) => number): Bound {
  const output = slots.double({ nullable: input.nullable });
  return {
    outputs: [output],
    kernels(rows) {
      copyNulls(input, output, rows);
      for (let r = 0; r < rows; r++) output.values[r] = output.nulls?.[r] === 1 ? 0 : map(input.values[r], r);
    },
  };
}
