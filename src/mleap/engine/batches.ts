import type { Column } from "../../frame/types.js";
import { MleapError, moved } from "../errors.js";
import { feed } from "./inputs.js";
import { sinkOf } from "./outputs.js";
import type { Program } from "./program.js";

/** Runs the rows `start` to `end` of a program's input columns, batch by batch. `skipped` hears of the rows that ops left out. */
export function runRows(
  program: Program,
  columns: readonly Column[],
  start: number,
  end: number,
  skipped: ((row: number) => void) | undefined,
): { readonly columns: Column[]; readonly rows: number } {
  const sinks = program.outputs.map((slot) => sinkOf(slot, end - start));
  let rows = 0;
  for (let from = start; from < end; from += program.capacity) {
    const to = Math.min(end, from + program.capacity);
    for (let i = 0; i < columns.length; i++) feed(program.inputs[i], columns[i], from, to);
    const left = runBatch(program, from, to);
    for (const sink of sinks) sink.append(left);
    rows += left;
    if (left < to - from && skipped !== undefined) reportSkipped(program, from, to, left, skipped);
  }
  return { columns: sinks.map((sink) => sink.finish()), rows };
}

/** Errors know the row of the batch; make it the frame's. */
function runBatch(program: Program, from: number, to: number): number {
  try {
    return program.run(to - from);
  } catch (error) {
    const row = error instanceof MleapError ? error.where.row : undefined;
    throw row === undefined ? error : moved(error, from + row);
  }
}

function reportSkipped(program: Program, from: number, to: number, left: number, skipped: (row: number) => void): void {
  for (let row = 0, k = 0; row < to - from; row++) {
    if (k < left && program.rowAt(k) === row) k++;
    else skipped(from + row);
  }
}
