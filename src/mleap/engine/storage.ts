import type { VectorSlot } from "./slots.js";

/**
 * Whether Spark would hold the vector of a row in sparse form, in which zeros are not stored: some ops treat what is not stored
 * in another way than a zero.
 */
export function isSparse(slot: VectorSlot, row: number): boolean {
  if (slot.storage !== "compressed") return slot.storage === "sparse";
  const start = row * slot.stride + slot.offset;
  let stored = 0;
  for (let i = 0; i < slot.size; i++) if (slot.values[start + i] !== 0) stored++;
  return 1.5 * (stored + 1) < slot.size;
}
