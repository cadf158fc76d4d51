import type { Column, DataType, Field, Frame, Value } from "../../src/frame/types.js";
import { type Bundle, loadBundle } from "../../src/mleap/index.js";

/** One node of a test bundle: op, attributes as in `model.json`, columns by port. */
export interface TestNode {
  readonly name: string;
  readonly op: string;
  readonly attributes?: Record<string, unknown>;
  readonly inputs?: Record<string, string>;
  readonly outputs?: Record<string, string>;
  /** Of a pipeline. */
  readonly nodes?: readonly TestNode[];
}

/** The files of a JSON bundle with the nodes in one pipeline. */
export function filesOf(nodes: readonly TestNode[], version = "0.23.4"): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  put(files, "bundle.json", {
    uid: "3f0c1f6e-6d0e-4c7e-9d35-5f1f6f2f7a10",
    name: "pipeline",
    format: "json",
    version,
    timestamp: "2024-01-31T10:00:00.000",
  });
  putNode(files, "root", { name: "pipeline", op: "pipeline", nodes });
  return files;
}

export function bundleOf(nodes: readonly TestNode[], version?: string): Promise<Bundle> {
  return loadBundle(filesOf(nodes, version));
}

function putNode(files: Map<string, Uint8Array>, folder: string, node: TestNode): void {
  const sockets = (ports: Record<string, string> = {}) =>
    Object.entries(ports).map(([port, column]) => ({ port, name: column }));
  put(files, `${folder}/node.json`, {
    name: node.name,
    shape: { inputs: sockets(node.inputs), outputs: sockets(node.outputs) },
  });
  const nodes = node.nodes && { nodes: { type: "list", string: node.nodes.map(({ name }) => name) } };
  put(files, `${folder}/model.json`, { op: node.op, attributes: { ...nodes, ...node.attributes } });
  for (const child of node.nodes ?? []) putNode(files, `${folder}/${child.name}.node`, child);
}

function put(files: Map<string, Uint8Array>, path: string, content: unknown): void {
  files.set(path, new TextEncoder().encode(JSON.stringify(content)));
}

export const strings = (...values: readonly string[]) => ({ type: "list", string: values });
export const tensor = (...values: readonly number[]) => ({
  type: "tensor",
  double: values,
  shape: { dimensions: [{ size: values.length, name: "" }] },
});
export const shapes = (...sizes: readonly number[]) => ({
  type: "list",
  data_shape: sizes.map((size) =>
    size === 0
      ? { base: "scalar", isNullable: true }
      : { base: "tensor", isNullable: true, tensorShape: { dimensions: [{ size, name: "" }] } },
  ),
});

const scalar = (base: Field["type"]["base"]): DataType => ({ shape: "scalar", base, nullable: true });

/** A frame of plain values: arrays of numbers (or null) are doubles, of strings strings, of arrays vectors. */
export function frame(columns: Record<string, readonly (number | string | null | readonly number[])[]>): Frame {
  const fields: Field[] = [];
  const made: Column[] = [];
  for (const [name, values] of Object.entries(columns)) {
    const sample = values.find((value) => value !== null);
    if (typeof sample === "string") {
      fields.push({ name, type: scalar("string") });
      made.push({ kind: "string", values: values as string[] });
    } else if (Array.isArray(sample)) {
      fields.push({ name, type: { shape: "tensor", base: "double", nullable: true } });
      made.push(vectors(values as readonly number[][]));
    } else {
      fields.push({ name, type: scalar("double") });
      const nulls = Uint8Array.from(values, (value) => (value === null ? 1 : 0));
      made.push({
        kind: "number",
        values: Float64Array.from(values as number[]),
        ...(nulls.includes(1) ? { nulls } : {}),
      });
    }
  }
  return { fields, columns: made, rows: Object.values(columns)[0]?.length ?? 0 };
}

function vectors(rows: readonly (readonly number[])[]): Column {
  const size = rows[0].length;
  if (rows.every((row) => row.length === size)) return { kind: "vector", size, values: Float64Array.from(rows.flat()) };
  return {
    kind: "value",
    values: rows.map((row): Value => ({ base: "double", dimensions: [row.length], values: Float64Array.from(row) })),
  };
}

/** A column as plain values, sparse vectors written out. */
export function plain(frame: Frame, name: string): unknown[] {
  const column = frame.columns[frame.fields.findIndex((field) => field.name === name)];
  return Array.from({ length: frame.rows }, (_, row) => {
    if (column.kind === "vector") return [...column.values.slice(row * column.size, (row + 1) * column.size)];
    if (column.kind === "number") return column.nulls?.[row] ? null : column.values[row];
    const value = column.values[row];
    if (typeof value !== "object" || value === null || !("dimensions" in value)) return value;
    if (value.indices === undefined) return [...(value.values as Float64Array)];
    const dense = new Array(value.dimensions[0]).fill(0);
    value.indices.forEach((index, i) => {
      dense[index] = value.values[i];
    });
    return dense;
  });
}

export const numbers = (...values: readonly number[]) => ({ type: "list", double: values });

/** As many zeros. */
export const zeros = (count: number): number[] => new Array(count).fill(0);

/** A frame of one column of lists of strings. */
export function listFrame(name: string, rows: readonly (readonly (string | null)[])[]): Frame {
  return {
    fields: [{ name, type: { shape: "list", base: "string", nullable: true } }],
    columns: [{ kind: "value", values: rows }],
    rows: rows.length,
  };
}
