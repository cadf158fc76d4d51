import { concat } from "../frame/frames.js";
import type { Field, Frame } from "../frame/types.js";
import { runRows } from "./engine/batches.js";
import { canAdapt } from "./engine/casts.js";
import type { Input, Layout } from "./engine/inputs.js";
import { Program, typeName } from "./engine/program.js";
import { type RowPlan, rowPlan } from "./engine/row.js";
import { segmentsOf } from "./engine/segments.js";
import { errors, locate } from "./errors.js";
import type { GraphNode } from "./graph.js";
import type { Limits } from "./limits.js";
import { inputsOf, needed, positionsOf } from "./prune.js";

/** The part of a bundle that makes the wanted columns, ready to run. */
export interface Plan {
  /** The columns that a frame must have; others in it are ignored. */
  readonly inputs: readonly Field[];
  /** The columns that `run` answers, in the order they were asked for. */
  readonly outputs: readonly Field[];
  /**
   * Runs all rows of a frame. Rows that an op skips (`handle_invalid` skip) are left out; `skipped` hears of each by its number.
   * @throws MleapError with op, node, column and row, as far as they are known.
   */
  run(frame: Frame, skipped?: (row: number) => void): Frame;
  /** A path for one row at a time, which allocates nothing per row. Each call makes one with storage of its own. */
  rows(): RowPlan;
}

/** Plans what must run so that the columns `wanted` come out. `given`: what frames will hold, where that is known. */
export function planOf(
  graph: readonly GraphNode[],
  limits: Limits,
  wanted: readonly string[],
  given?: readonly Field[],
): Plan {
  const nodes = needed(graph, wanted);
  const inputs = inputsOf(nodes, wanted, graph, given);
  const types = new Map(inputs.map((input) => [input.field.name, input.field.type]));
  for (const node of nodes) {
    for (const { port, column } of node.inputs) {
      const type = types.get(column)!;
      if (!canAdapt(type, port)) {
        throw locate(errors.columnType(column, typeName(type), typeName(port.type)), { node: node.path, op: node.op });
      }
    }
    for (const { port, column } of node.outputs) if (column !== undefined) types.set(column, port.type);
  }
  const outputs = wanted.map((name) => ({ name, type: types.get(name)! }));
  const programs = new Map<string, Program>();

  const programFor = (entries: readonly Input[], layouts: readonly Layout[]): Program => {
    const key = entries
      .map(({ field }, i) => `${typeName(field.type)}${layouts[i]?.size ?? ""}${layouts[i]?.sparse ? "s" : ""}`)
      .join();
    let program = programs.get(key);
    if (program === undefined) {
      program = new Program({ nodes, inputs: entries, layouts, outputs: wanted, limits }, false);
      if (programs.size >= 16) programs.clear();
      programs.set(key, program);
    }
    return program;
  };

  return {
    inputs: inputs.map(({ field }) => field),
    outputs,
    run(frame, skipped) {
      const positions = positionsOf(frame, inputs, nodes);
      const columns = positions.map((position) => frame.columns[position]!);
      const entries = inputs.map((input, i) => ({ ...input, field: frame.fields[positions[i]!]! }));
      const parts = segmentsOf(entries, columns, frame.rows).map(({ start, end, layouts }) => ({
        fields: outputs,
        ...runRows(programFor(entries, layouts), columns, start, end, skipped),
      }));
      return parts.length === 1 ? parts[0]! : concat(parts);
    },
    rows: () => rowPlan({ nodes, inputs, outputs: wanted, limits }),
  };
}
