import { writeTree } from "../src/mleap/formats/tree-write.js";
import type { BundleModel, BundleNode } from "../src/mleap/index.js";
import type { TreeRecord } from "../src/mleap/ops/trees/records.js";

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

interface Shape {
  /** The labels of each column of strings. */
  readonly categories: readonly string[][];
  readonly numbers: number;
  readonly scaled?: boolean;
  /** What predicts from the vector; without one, the vector is what comes out. */
  readonly predictor?: (features: number) => BundleModel;
}

interface Pipeline {
  readonly root: BundleNode;
  readonly output: string;
}

/** Index and encode columns of strings, scale the numbers, assemble everything, predict. */
function pipeline({ categories, numbers, scaled, predictor }: Shape): Pipeline {
  const nodes: BundleNode[] = [];
  const parts: { readonly column: string; readonly size: number }[] = [];
  categories.forEach((labels, i) => {
    nodes.push(
      node("string_indexer", { labels: strings(labels), handle_invalid: text("keep") }, [`s${i}`], `index${i}`),
    );
    const encoding = { category_sizes: ints([labels.length]), drop_last: flag(true), handle_invalid: text("keep") };
    nodes.push(node("one_hot_encoder", encoding, [`index${i}`], `hot${i}`));
    parts.push({ column: `hot${i}`, size: labels.length });
  });
  const columns = Array.from({ length: numbers }, (_, i) => `x${i}`);
  if (scaled) {
    nodes.push(node("vector_assembler", { input_shapes: shapes(columns.map(() => 0)) }, columns, "raw"));
    const mean = columns.map((_, i) => i);
    nodes.push(
      node("standard_scaler", { mean: doubles(mean), std: doubles(mean.map((m) => m + 1)) }, ["raw"], "scaled"),
    );
    parts.push({ column: "scaled", size: numbers });
  } else parts.push(...columns.map((column) => ({ column, size: 0 })));
  const sizes = parts.map(({ size }) => size);
  nodes.push(
    node(
      "vector_assembler",
      { input_shapes: shapes(sizes) },
      parts.map(({ column }) => column),
      "features",
    ),
  );
  const features = sizes.reduce((sum, size) => sum + Math.max(size, 1), 0);
  if (predictor !== undefined) {
    nodes.push({
      name: "predictor",
      inputs: [{ port: "features", column: "features" }],
      outputs: [{ port: "prediction", column: "prediction" }],
      model: predictor(features),
      nodes: [],
    });
  }
  const model = { op: "pipeline", attributes: new Map(), files: new Map(), models: new Map() };
  const root = { name: "pipeline", inputs: [], outputs: [], model, nodes };
  return { root, output: predictor === undefined ? "features" : "prediction" };
}

function linearRegression(features: number): BundleModel {
  const coefficients = doubles(Array.from({ length: features }, (_, i) => Math.sin(i + 1)));
  const intercept: Attribute = { kind: "scalar", base: "double", value: 0.5 };
  const attributes = new Map([
    ["coefficients", coefficients],
    ["intercept", intercept],
  ]);
  return { op: "linear_regression", attributes, files: new Map(), models: new Map() };
}

/** 20 trees of 64 leaves. */
function randomForest(features: number): BundleModel {
  const count: Attribute = { kind: "scalar", base: "long", value: features };
  const names = Array.from({ length: 20 }, (_, i) => `tree${i}`);
  const tree = (seed: number, depth: number): TreeRecord[] => {
    if (depth === 6) return [{ kind: "leaf", values: [Math.sin(seed)] }];
    const split = { kind: "continuous" as const, feature: seed % features, threshold: Math.cos(seed) };
    return [split, ...tree(seed * 2 + 1, depth + 1), ...tree(seed * 2 + 2, depth + 1)];
  };
  const models = names.map((name, i): [string, BundleModel] => {
    const files = new Map([["tree.json", writeTree(tree(i * 7, 0), "json")]]);
    return [
      name,
      { op: "decision_tree_regression", attributes: new Map([["num_features", count]]), files, models: new Map() },
    ];
  });
  const weights: Attribute = { kind: "list", base: "double", values: names.map(() => 1) };
  const attributes = new Map([
    ["num_features", count],
    ["tree_weights", weights],
    ["trees", strings(names)],
  ]);
  return { op: "random_forest_regression", attributes, files: new Map(), models: new Map(models) };
}

const states = ["NY", "CA", "WA", "TX", "IL"];
/** The shape of the pipeline of MLeap's own benchmark, Airbnb's prices; data and models are made up. */
const airbnb: Shape = {
  categories: [states, ["a", "b", "c"], ["M", "F"], ["strict", "flexible"], ["TX", "b", "M"]],
  numbers: 8,
  scaled: true,
};

export const pipelines: Readonly<Record<string, Pipeline>> = {
  "abalone: 1 string, 7 numbers": pipeline({ categories: [["M", "F", "I"]], numbers: 7 }),
  "3 strings, 17 numbers scaled": pipeline({
    categories: [["M", "F", "I"], states, ["a", "b"]],
    numbers: 17,
    scaled: true,
  }),
  "Airbnb, linear regression": pipeline({ ...airbnb, predictor: linearRegression }),
  "Airbnb, random forest": pipeline({ ...airbnb, predictor: randomForest }),
};
