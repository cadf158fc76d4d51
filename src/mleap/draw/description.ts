import type { DataType } from "../../frame/types.js";
import type { Bundle } from "../bundle.js";
import type { BundleInfo } from "../read.js";

/** What a bundle does, as plain data for programs and drawings. */
export interface Description {
  readonly info: BundleInfo;
  /** The columns that frames must have for everything to run. */
  readonly inputs: readonly ColumnText[];
  /** The columns that nothing reads any more: what the pipeline is there for. */
  readonly results: readonly ColumnText[];
  readonly nodes: readonly NodeText[];
}

export interface ColumnText {
  readonly column: string;
  /** `double`, `list(string)`, `tensor(double)[4]`. */
  readonly type: string;
}

export interface NodeText {
  /** The node's name after those of the pipelines around it: `inner/scaler`. */
  readonly node: string;
  readonly op: string;
  /** The Spark class whose work the op does. */
  readonly spark: string | undefined;
  readonly inputs: readonly (ColumnText & { readonly port: string })[];
  readonly outputs: readonly (ColumnText & { readonly port: string })[];
  /** Each parameter in words: `labels: M, F, I`. */
  readonly parameters: readonly string[];
}

export function describe(bundle: Bundle): Description {
  const read = new Set(bundle.graph.flatMap((node) => node.inputs.map(({ column }) => column)));
  const columns = (fields: Bundle["inputs"]) =>
    fields.map(({ name, type }) => ({ column: name, type: typeText(type) }));
  return {
    info: bundle.info,
    inputs: columns(bundle.inputs),
    results: columns(bundle.outputs.filter(({ name }) => !read.has(name))),
    nodes: bundle.graph.map(({ path, op, spark, inputs, outputs, transformer }) => ({
      node: path,
      op,
      spark,
      inputs: inputs.map(({ port, column }) => ({ port: port.name, column, type: typeText(port.type) })),
      outputs: outputs.flatMap(({ port, column }) =>
        column === undefined ? [] : [{ port: port.name, column, type: typeText(port.type) }],
      ),
      parameters: transformer.words,
    })),
  };
}

function typeText(type: DataType): string {
  if (type.shape === "scalar") return type.base;
  if (type.shape === "map") return `map(${type.key}, ${type.base})`;
  const size = type.shape === "tensor" && type.dimensions !== undefined ? `[${type.dimensions.join(", ")}]` : "";
  return `${type.shape}(${type.base})${size}`;
}

/** The beginning of a text that is longer than `length`. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
