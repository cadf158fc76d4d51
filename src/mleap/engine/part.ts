import type { NumberArray } from "../../frame/types.js";

/**
 * Elements `start` to `end` of an array: the array itself where those are all. A view of a small array costs far more than the
 * array does, since its storage has to leave the engine's heap first.
 */
export function part<A extends NumberArray>(array: A, start: number, end: number): A {
  return start === 0 && end === array.length ? array : (array.subarray(start, end) as A);
}
