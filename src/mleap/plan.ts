import { concat } from "../frame/frames.js";
import type { Column, DataType, Field, Frame } from "../frame/types.js";
import { canAdapt } from "./engine/casts.js";
import { feed, type Input, type Layout, layoutAt } from "./engine/inputs.js";
import { sinkOf } from "./engine/outputs.js";
import { Program, typeName } from "./engine/program.js";
import { type RowPlan, rowPlan } from "./engine/row.js";
import { errors, locate, MleapError, moved } from "./errors.js";
import type { GraphNode } from "./graph.js";
import type { Limits } from "./limits.js";

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
      const entries = inputs.map(({ vectors }, i) => ({ field: frame.fields[positions[i]!]!, vectors }));
      const parts: Frame[] = [];
      for (let start = 0; start < frame.rows || parts.length === 0; ) {
        const layouts = entries.map((entry, i) => layoutOf(entry, columns[i]!, start, frame.rows));
        const end = endOf(entries, columns, layouts, start, frame.rows);
        parts.push(runRows(programFor(entries, layouts), columns, outputs, start, end, skipped));
        start = Math.max(end, start + 1);
      }
      return parts.length === 1 ? parts[0]! : concat(parts);
    },
    rows: () => rowPlan({ nodes, inputs, outputs: wanted, limits }),
  };
}

/** The nodes whose outputs are wanted, or are read by such nodes. */
function needed(graph: readonly GraphNode[], wanted: readonly string[]): GraphNode[] {
  const columns = new Set(wanted);
  const nodes: GraphNode[] = [];
  for (const node of graph.toReversed()) {
    if (!node.outputs.some(({ column }) => column !== undefined && columns.has(column))) continue;
    nodes.push(node);
    for (const { column } of node.inputs) columns.add(column);
  }
  return nodes.reverse();
}

/** The columns that must come from outside; where nothing is known of one, it is what its first reader takes. */
function inputsOf(
  nodes: readonly GraphNode[],
  wanted: readonly string[],
  graph: readonly GraphNode[],
  given: readonly Field[] | undefined,
): Input[] {
  const made = new Set(nodes.flatMap((node) => node.outputs.map(({ column }) => column)));
  const inputs = new Map<string, Input>();
  for (const node of nodes) {
    const missing: string[] = [];
    for (const { port, column } of node.inputs) {
      if (made.has(column)) continue;
      const type = given === undefined ? port.type : given.find((field) => field.name === column)?.type;
      if (type === undefined) missing.push(column);
      else
        inputs.set(column, {
          field: { name: column, type },
          vectors: port.vectors || (inputs.get(column)?.vectors ?? false),
        });
    }
    if (missing.length > 0) throw locate(missingInputs(node, missing), { node: node.path, op: node.op });
  }
  for (const name of wanted) {
    if (made.has(name) || inputs.has(name)) continue;
    const field = given?.find((candidate) => candidate.name === name) ?? readAnywhere(graph, name);
    if (field === undefined) throw errors.missingColumn(name);
    inputs.set(name, { field, vectors: field.type.shape === "tensor" && field.type.base === "double" });
  }
  return [...inputs.values()];
}

/** MLeap names one column alone where the op has a single input, else all that are missing. */
function missingInputs(node: GraphNode, missing: readonly string[]): MleapError {
  return node.inputs.length === 1 ? errors.missingColumn(missing[0]!) : errors.missingColumns(missing);
}

function readAnywhere(graph: readonly GraphNode[], name: string): Field | undefined {
  const made = graph.some((node) => node.outputs.some(({ column }) => column === name));
  const port = graph.flatMap((node) => node.inputs).find(({ column }) => column === name)?.port;
  return made || port === undefined ? undefined : { name, type: port.type };
}

function positionsOf(frame: Frame, inputs: readonly Input[], nodes: readonly GraphNode[]): number[] {
  const positions = new Map(frame.fields.map((field, i) => [field.name, i]));
  return inputs.map(({ field }) => {
    const position = positions.get(field.name);
    if (position !== undefined) return position;
    const node = nodes.find((candidate) => candidate.inputs.some(({ column }) => column === field.name));
    if (node === undefined) throw errors.missingColumn(field.name);
    const missing = node.inputs
      .map(({ column }) => column)
      .filter((name) => inputs.some((input) => input.field.name === name) && !positions.has(name));
    throw locate(missingInputs(node, missing), { node: node.path, op: node.op });
  });
}

function isVectors(type: DataType): boolean {
  return type.shape === "tensor" || type.shape === "list";
}

function layoutOf({ field, vectors }: Input, column: Column, row: number, rows: number): Layout {
  if (!vectors || !isVectors(field.type)) return undefined;
  if (rows === 0) return { size: column.kind === "vector" ? column.size : 0, sparse: false };
  try {
    return layoutAt(column, row);
  } catch (error) {
    throw locate(error, { column: field.name });
  }
}

/** Where rows end to have the layouts of the row at `start`. */
function endOf(
  entries: readonly Input[],
  columns: readonly Column[],
  layouts: readonly Layout[],
  start: number,
  rows: number,
): number {
  let end = rows;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (layouts[i] === undefined || column.kind !== "value") continue;
    for (let row = start + 1; row < end; row++) {
      const layout = layoutOf(entries[i]!, column, row, rows)!;
      if (layout.size !== layouts[i]!.size || layout.sparse !== layouts[i]!.sparse) end = row;
    }
  }
  return end;
}

function runRows(
  program: Program,
  columns: readonly Column[],
  outputs: readonly Field[],
  start: number,
  end: number,
  skipped: ((row: number) => void) | undefined,
): Frame {
  const sinks = program.outputs.map((slot) => sinkOf(slot, end - start));
  let rows = 0;
  for (let from = start; from < end; from += program.capacity) {
    const to = Math.min(end, from + program.capacity);
    for (let i = 0; i < columns.length; i++) feed(program.inputs[i]!, columns[i]!, from, to);
    const left = runBatch(program, from, to);
    for (const sink of sinks) sink.append(left);
    rows += left;
    if (left < to - from && skipped !== undefined) reportSkipped(program, from, to, left, skipped);
  }
  return { fields: outputs, columns: sinks.map((sink) => sink.finish()), rows };
}

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
