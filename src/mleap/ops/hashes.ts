import type { OutputPort } from "../op.js";

/** The output of locality-sensitive hashing: one number per hash function, each in a vector of its own (Spark's `Array[Vector]`). */
export function hashesOut(count: number): OutputPort {
  return { name: "output", type: { shape: "tensor", base: "double", dimensions: [count, 1], nullable: false } };
}
