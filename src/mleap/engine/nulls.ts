import type { Value } from "../../frame/types.js";
import { errors, locate } from "../errors.js";
import type { Kernel } from "../op.js";
import type { Slot } from "./slots.js";

/** A column of an op that has no answer to null. */
export interface Guarded {
  readonly slot: Slot;
  readonly column: string;
}

/** Whether there can be a null in the slot at all. */
export function mayBeNull(slot: Slot): boolean {
  return !("nullable" in slot) || slot.nullable;
}

/** Nulls end here: one check for all columns of an op, which names the column. */
export function refuseNulls(guarded: readonly Guarded[]): Kernel {
  return (rows) => {
    for (let i = 0; i < guarded.length; i++) {
      const { slot, column } = guarded[i];
      const row = "nullable" in slot ? firstMark(slot.nulls, rows) : firstNull(slot.values, rows);
      if (row >= 0) throw locate(errors.nullValue(row), { column });
    }
  };
}

function firstMark(nulls: Uint8Array | undefined, rows: number): number {
  if (nulls === undefined) return -1;
  for (let r = 0; r < rows; r++) if (nulls[r] === 1) return r;
  return -1;
}

function firstNull(values: readonly Value[], rows: number): number {
  for (let r = 0; r < rows; r++) if (values[r] === null) return r;
  return -1;
}
