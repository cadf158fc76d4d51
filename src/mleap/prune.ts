import type { Field } from "../frame/types.js";
import type { Input } from "./engine/inputs.js";
import { errors, locate, type MleapError } from "./errors.js";
import type { GraphNode } from "./graph.js";

/** The nodes whose outputs are wanted, or are read by such nodes. */
export function needed(graph: readonly GraphNode[], wanted: readonly string[]): GraphNode[] {
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
export function inputsOf(
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
          size: port.size ?? inputs.get(column)?.size,
        });
    }
    if (missing.length > 0) throw locate(missingInputs(node, missing), { node: node.path, op: node.op });
  }
  for (const name of wanted) {
    if (made.has(name) || inputs.has(name)) continue;
    const field = given?.find((candidate) => candidate.name === name) ?? readAnywhere(graph, name);
    if (field === undefined) throw errors.missingColumn(name);
    const vectors = field.type.shape === "tensor" && field.type.base === "double";
    inputs.set(name, { field, vectors, size: undefined });
  }
  return [...inputs.values()];
}

/** MLeap names one column alone where the op has a single input, else all that are missing. */
function missingInputs(node: GraphNode, missing: readonly string[]): MleapError {
  return node.inputs.length === 1 ? errors.missingColumn(missing[0]) : errors.missingColumns(missing);
}

function readAnywhere(graph: readonly GraphNode[], name: string): Field | undefined {
  const made = graph.some((node) => node.outputs.some(({ column }) => column === name));
  const port = graph.flatMap((node) => node.inputs).find(({ column }) => column === name)?.port;
  return made || port === undefined ? undefined : { name, type: port.type };
}

/** Where fields have the inputs of some nodes. */
export function positionsOf(fields: readonly Field[], inputs: readonly Input[], nodes: readonly GraphNode[]): number[] {
  const positions = new Map(fields.map((field, i) => [field.name, i]));
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
