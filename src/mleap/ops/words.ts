import type { Slots, StringSlot, ValueSlot } from "../engine/slots.js";
import type { Bound } from "../op.js";

/** A list of strings from each text. */
export function words(input: StringSlot, slots: Slots, split: (text: string, row: number) => string[]): Bound {
  const output = slots.value("string");
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) output.values[r] = split(input.values[r]!, r);
    },
  };
}

/** A list of strings from each list. */
export function mappedWords(
  input: ValueSlot,
  slots: Slots,
  map: (words: readonly (string | null)[]) => readonly (string | null)[],
): Bound {
  const output = slots.value("string");
  return {
    outputs: [output],
    kernels(rows) {
      for (let r = 0; r < rows; r++) output.values[r] = map(wordsAt(input, r));
    },
  };
}

/** The list of strings of a row. */
export function wordsAt(input: ValueSlot, row: number): readonly (string | null)[] {
  return input.values[row] as readonly (string | null)[];
}
