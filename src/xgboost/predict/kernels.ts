import { instantiate, type SharedMemory } from "../webassembly.js";
import { wasm } from "./kernels-wasm.js";

/** The inner loops of `kernels.wat`, over one memory. Addresses are byte offsets, ranges half open. */
export interface Kernels {
  bin(columns: number, end: number, rows: number, stride: number, rowsEnd: number, lanes: number): void;
  walk(trees: number, end: number, lanes: number, sums: number): void;
  score(trees: number, end: number, lanes: number, chosen: number, sums: number): void;
}

export function createKernels(memory: SharedMemory): Kernels {
  return instantiate<Kernels>(wasm, memory);
}
