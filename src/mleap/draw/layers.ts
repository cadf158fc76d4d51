import type { Description } from "./description.js";

/** A box of the drawing: a node (its number), or the columns that come in or go out. */
export type BoxId = number | "inputs" | "results";

export interface Edge {
  readonly from: BoxId;
  readonly to: BoxId;
  readonly columns: readonly string[];
}

/** Boxes from left to right: each stands one layer after the last that it reads from. */
export interface Layers {
  readonly layers: readonly (readonly BoxId[])[];
  readonly edges: readonly Edge[];
}

export function layersOf({ nodes, results }: Description): Layers {
  const makers = new Map<string, BoxId>();
  const depths = new Map<BoxId, number>([["inputs", 0]]);
  const edges = new Map<string, Edge & { readonly columns: string[] }>();
  const connect = (from: BoxId, to: BoxId, column: string) => {
    const edge = edges.get(`${from} ${to}`);
    if (edge === undefined) edges.set(`${from} ${to}`, { from, to, columns: [column] });
    else edge.columns.push(column);
  };
  nodes.forEach((node, i) => {
    let depth = 1;
    for (const { column } of node.inputs) {
      const from = makers.get(column) ?? "inputs";
      connect(from, i, column);
      depth = Math.max(depth, depths.get(from)! + 1);
    }
    depths.set(i, depth);
    for (const { column } of node.outputs) makers.set(column, i);
  });
  const last = Math.max(...depths.values()) + 1;
  depths.set("results", last);
  for (const { column } of results) connect(makers.get(column)!, "results", column);
  const layers: BoxId[][] = Array.from({ length: last + 1 }, () => []);
  for (const [box, depth] of depths) layers[depth].push(box);
  return { layers, edges: [...edges.values()] };
}
