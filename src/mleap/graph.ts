import type { BundleNode } from "./attributes.js";
import { errors, locate } from "./errors.js";
import type { Limits } from "./limits.js";
import { Model, type Writer } from "./model.js";
import type { Op, OutputPort, Port, Transformer } from "./op.js";
import { registry, unsupported } from "./registry.js";

/** A node that runs: pipelines are dissolved into their nodes, in order. */
export interface GraphNode {
  /** Its name, after those of the pipelines around it: `inner/scaler`. */
  readonly path: string;
  readonly op: string;
  /** The Spark class whose work the op does. */
  readonly spark: string | undefined;
  readonly transformer: Transformer;
  readonly inputs: readonly { readonly port: Port; readonly column: string }[];
  /** In the order of the op's output ports; without a column where the node does not connect the port. */
  readonly outputs: readonly { readonly port: OutputPort; readonly column: string | undefined }[];
}

/** Loads every op of a bundle and connects their ports; one error names all ops that are not known. */
export async function graphOf(root: BundleNode, writer: Writer, limits: Limits): Promise<GraphNode[]> {
  const flat = flatten(root, undefined);
  const unknown = flat.filter(({ node }) => !registry.has(node.model.op));
  if (unknown.length > 0) {
    throw errors.unknownOps(
      unknown.map(({ node, path }) => ({ op: node.model.op, node: path, reason: unsupported.get(node.model.op) })),
    );
  }
  const ops = await opsOf(flat.map(({ node }) => node.model.op));
  const made = new Set<string>();
  const read = new Set<string>();
  return flat.map(({ node, path }) => {
    try {
      const loaded = load(node, path, ops.get(node.model.op)!, new Model(node.model, writer, limits));
      for (const { column } of loaded.inputs) read.add(column);
      for (const { column } of loaded.outputs) {
        if (column === undefined) continue;
        if (made.has(column) || read.has(column)) throw errors.duplicateColumn(column);
        made.add(column);
      }
      return loaded;
    } catch (error) {
      throw locate(error, { node: path, op: node.model.op });
    }
  });
}

/** The nodes that are no pipelines, each with its path; the outermost pipeline has no part in it. */
function flatten(node: BundleNode, above: string | undefined): { readonly node: BundleNode; readonly path: string }[] {
  const path = `${above ?? ""}${node.name}`;
  if (node.model.op !== "pipeline") return [{ node, path }];
  return node.nodes.flatMap((child) => flatten(child, above === undefined ? "" : `${path}/`));
}

async function opsOf(names: readonly string[]): Promise<Map<string, Op>> {
  const loads = [...new Set(names)].map(async (name) => [name, (await registry.get(name)!()).op] as const);
  return new Map(await Promise.all(loads));
}

function load(node: BundleNode, path: string, op: Op, model: Model): GraphNode {
  const transformer = op.load(model, {
    inputs: node.inputs.map((socket) => socket.port),
    outputs: node.outputs.map((socket) => socket.port),
  });
  const inputs = transformer.inputs.map((port) => {
    const socket = node.inputs.find((candidate) => candidate.port === port.name);
    if (socket === undefined) {
      throw errors.missingPort(
        port.name,
        node.inputs.map((candidate) => candidate.port),
      );
    }
    return { port, column: socket.column };
  });
  const outputs = transformer.outputs.map((port) => ({
    port,
    column: node.outputs.find((socket) => socket.port === port.name)?.column,
  }));
  return { path, op: op.name, spark: op.spark, transformer, inputs, outputs };
}
