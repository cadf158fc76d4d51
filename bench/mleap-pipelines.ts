import type { BundleModel, BundleNode } from "../src/mleap/index.js";

type Attributes = BundleModel["attributes"];
type Attribute = Attributes extends ReadonlyMap<string, infer A> ? A : never;

const strings = (values: string[]): Attribute => ({ kind: "list", base: "string", values });
const ints = (values: number[]): Attribute => ({ kind: "list", base: "int", values });
const text = (value: string): Attribute => ({ kind: "scalar", base: "string", value });
const flag = (value: boolean): Attribute => ({ kind: "scalar", base: "boolean", value });
const doubles = (values: number[]): Attribute => ({
  kind: "tensor",
  tensor: { base: "double", dimensions: [values.length], values: Float64Array.from(values) },
});
const shapes = (sizes: number[]): Attribute => ({
  kind: "list",
  base: "data_shape",
  values: sizes.map((size) =>
    size === 0 ? { base: "scalar", nullable: true } : { base: "tensor", nullable: true, dimensions: [size] },
  ),
});

function node(op: string, attributes: Record<string, Attribute>, inputs: string[], output: string): BundleNode {
  const single = op === "string_indexer" || op === "standard_scaler";
  return {
    name: output,
    inputs: inputs.map((column, i) => ({ port: single ? "input" : `input${i}`, column })),
    outputs: [{ port: op === "one_hot_encoder" ? "output0" : "output", column: output }],
    model: { op, attributes: new Map(Object.entries(attributes)), files: new Map(), models: new Map() },
    nodes: [],
  };
}

/** Index and encode some columns of strings, scale the numbers, assemble everything. */
function pipeline(categories: readonly string[][], numbers: number, scaled: boolean): BundleNode {
  const nodes: BundleNode[] = [];
  const parts: string[] = [];
  categories.forEach((labels, i) => {
    nodes.push(
      node("string_indexer", { labels: strings(labels), handle_invalid: text("keep") }, [`s${i}`], `index${i}`),
    );
    const encoding = { category_sizes: ints([labels.length]), drop_last: flag(true), handle_invalid: text("keep") };
    nodes.push(node("one_hot_encoder", encoding, [`index${i}`], `hot${i}`));
    parts.push(`hot${i}`);
  });
  const columns = Array.from({ length: numbers }, (_, i) => `x${i}`);
  if (scaled) {
    nodes.push(node("vector_assembler", { input_shapes: shapes(columns.map(() => 0)) }, columns, "raw"));
    const mean = columns.map((_, i) => i);
    nodes.push(
      node("standard_scaler", { mean: doubles(mean), std: doubles(mean.map((m) => m + 1)) }, ["raw"], "scaled"),
    );
    parts.push("scaled");
  } else parts.push(...columns);
  const sizes = parts.map((part) =>
    part.startsWith("hot") ? categories[Number(part.slice(3))]!.length : part === "scaled" ? numbers : 0,
  );
  nodes.push(node("vector_assembler", { input_shapes: shapes(sizes) }, parts, "features"));
  const model = { op: "pipeline", attributes: new Map(), files: new Map(), models: new Map() };
  return { name: "pipeline", inputs: [], outputs: [], model, nodes };
}

/** Pipelines by name; each makes the column `features`. */
export const pipelines = {
  "abalone: 1 string, 7 numbers": pipeline([["M", "F", "I"]], 7, false),
  "20 features: 3 strings, 17 numbers scaled": pipeline(
    [
      ["M", "F", "I"],
      ["NY", "CA", "WA", "TX"],
      ["a", "b"],
    ],
    17,
    true,
  ),
};
