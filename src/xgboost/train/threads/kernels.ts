import { instantiate, type SharedMemory } from "../../webassembly.js";
import { wasm } from "./kernels-wasm.js";

/** The inner loops of `kernels.wat`, over one memory. Addresses are byte offsets, ranges half open. */
export interface Kernels {
  build8: BuildDense;
  build16: BuildDense;
  buildSparse(rows: number, end: number, gradients: number, starts: number, entries: number, slot: number): void;
  clear(begin: number, length: number): void;
  subtract(target: number, end: number, other: number): void;
  partition8: Partition;
  partition16: Partition;
  bin8: FindBins;
  bin16: FindBins;
  settle(rows: number, end: number, margins: number, stride: number, value: number): void;
}

type BuildDense = (
  rows: number,
  end: number,
  gradients: number,
  matrix: number,
  stride: number,
  width: number,
  bases: number,
  ahead: number,
) => void;

type Partition = (rows: number, end: number, column: number, sides: number, scratch: number) => number;

type FindBins = (
  value: number,
  end: number,
  valueStep: number,
  cuts: number,
  count: number,
  column: number,
  cell: number,
  cellStep: number,
  missing: number,
) => void;

export function createKernels(memory: SharedMemory): Kernels {
  return instantiate<Kernels>(wasm, memory);
}
