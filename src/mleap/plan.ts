import { concat } from "../frame/frames.js";
import type { DataType, Field, Frame } from "../frame/types.js";
import { runRows } from "./engine/batches.js";
import { canAdapt } from "./engine/casts.js";
import { checkColumn, type Input, type Layout, layoutKey } from "./engine/inputs.js";
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
  const made = new Set(nodes.flatMap((node) => node.outputs.map(({ column }) => column)));
  const bind = (fields: readonly Field[]): Binding => {
    const positions = positionsOf(fields, inputs, nodes);
    const own = inputs.map((input, i) => ({ ...input, field: fields[positions[i]] }));
    return {
      fields,
      positions,
      inputs: own,
      outputs: outputs.map((field) =>
        made.has(field.name) ? field : own.find((input) => input.field.name === field.name)!.field,
      ),
      programs: new Map(),
    };
  };
  const programFor = (binding: Binding, layouts: readonly Layout[]): Program => {
    const key = layoutKey(layouts);
    let program = binding.programs.get(key);
    if (program === undefined) {
      program = new Program({ nodes, inputs: binding.inputs, layouts, outputs: wanted, limits }, false);
      if (binding.programs.size >= 16) binding.programs.clear();
      binding.programs.set(key, program);
    }
    return program;
  };
  let last: Binding | undefined;

  return {
    inputs: inputs.map(({ field }) => field),
    outputs,
    run(frame, skipped) {
      const binding =
        last?.fields === frame.fields || sameFields(last?.fields, frame.fields) ? last! : bind(frame.fields);
      last = binding;
      const columns = binding.positions.map((position) => frame.columns[position]);
      binding.inputs.forEach((input, i) => {
        checkColumn(input, columns[i], frame.rows);
      });
      const parts = segmentsOf(binding.inputs, columns, frame.rows).map(({ start, end, layouts }) => ({
        fields: binding.outputs,
        ...runRows(programFor(binding, layouts), columns, start, end, skipped),
      }));
      return parts.length === 1 ? parts[0] : concat(parts);
    },
    rows: () => rowPlan({ nodes, inputs, outputs: wanted, limits }),
  };
}

/** The plan for frames of certain fields. */
interface Binding {
  readonly fields: readonly Field[];
  /** Where a frame has the inputs. */
  readonly positions: readonly number[];
  readonly inputs: readonly Input[];
  readonly outputs: readonly Field[];
  /** By the layouts of the vectors. */
  readonly programs: Map<string, Program>;
}

function sameFields(a: readonly Field[] | undefined, b: readonly Field[]): boolean {
  return a?.length === b.length && a.every(({ name, type }, i) => name === b[i].name && sameType(type, b[i].type));
}

function sameType(a: DataType, b: DataType): boolean {
  return a === b || (typeName(a) === typeName(b) && sizeName(a) === sizeName(b));
}

function sizeName(type: DataType): string {
  return type.shape === "tensor" ? `${type.dimensions}` : "";
}
