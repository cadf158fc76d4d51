import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import {
  createPredictor,
  type Model,
  noParent,
  type PreparedModel,
  prepareModel,
  type Tree,
} from "../../src/xgboost/index.js";

/** A generator of pseudo-random numbers in [0, 1) (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Shape {
  readonly seed: number;
  readonly trees: number;
  readonly groups: number;
  readonly features: number;
  readonly depth: number;
  /** Chance that a node above `depth` is split. */
  readonly fullness: number;
  readonly thresholds: number;
  /** Categories of categorical splits, which some nodes have; 0 for none. */
  readonly categories: number;
}

function randomModel(shape: Shape): Model {
  const random = numbers(shape.seed);
  const trees = Array.from({ length: shape.trees * shape.groups }, () => randomTree(shape, random));
  return {
    version: [3, 0, 5],
    numFeature: shape.features,
    numClass: shape.groups > 1 ? shape.groups : 0,
    numTarget: 1,
    baseScore: Float32Array.of(0.5),
    boostFromAverage: true,
    objective: { name: shape.groups > 1 ? "multi:softprob" : "binary:logistic", parameters: {} },
    booster: {
      kind: "dart",
      trees,
      treeGroups: Int32Array.from(trees, (_, tree) => tree % shape.groups),
      iterationIndptr: Int32Array.from({ length: shape.trees + 1 }, (_, round) => round * shape.groups),
      numParallelTree: 1,
      treeWeights: Float32Array.from(trees, () => random()),
    },
    featureNames: [],
    featureTypes: [],
    attributes: {},
  };
}

function randomTree({ features, depth, fullness, thresholds, categories }: Shape, random: () => number): Tree {
  const left: number[] = [];
  const feature: number[] = [];
  const value: number[] = [];
  const grow = (level: number): void => {
    const node = left.length;
    const splits = level < depth && random() < fullness;
    left.push(-1);
    feature.push(splits ? Math.floor(random() * features) : 0);
    value.push(splits ? (Math.floor(random() * thresholds) - thresholds / 2) / 8 : random() - 0.5);
    if (splits) open.push([node, level]);
  };
  const open: [node: number, level: number][] = [];
  grow(0);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    left[next[0]] = left.length;
    grow(next[1] + 1);
    grow(next[1] + 1);
  }
  const count = left.length;
  const nodes = [...left.keys()].filter((node) => left[node] >= 0 && categories > 0 && random() < 0.4);
  const listed = nodes.map(() =>
    Array.from({ length: categories }, (_, category) => category).filter(() => random() < 0.5),
  );
  const splitTypes = new Uint8Array(count);
  for (const node of nodes) splitTypes[node] = 1;
  const segments = new Float64Array(listed.length);
  for (let i = 1; i < listed.length; i++) segments[i] = segments[i - 1] + listed[i - 1].length;
  return {
    leftChildren: Int32Array.from(left),
    rightChildren: Int32Array.from(left, (child) => (child < 0 ? -1 : child + 1)),
    parents: new Int32Array(count).fill(noParent),
    splitIndices: Int32Array.from(feature),
    splitConditions: Float32Array.from(value),
    defaultLeft: Uint8Array.from(left, () => Math.floor(random() * 2)),
    baseWeights: new Float32Array(count),
    lossChanges: new Float32Array(count),
    sumHessian: new Float32Array(count).fill(1),
    splitTypes,
    categoricalSplits: {
      nodes: Int32Array.from(nodes),
      segments,
      sizes: Float64Array.from(listed, ({ length }) => length),
      categories: Int32Array.from(listed.flat()),
    },
    leafVectorSize: 1,
    numDeleted: 0,
  };
}

const special = [Number.NaN, Infinity, -Infinity, 0, -0, 3e38, -3e38, 1e-45];

function randomRows({ features, thresholds }: Shape, seed: number, count: number): Float32Array {
  const random = numbers(seed);
  return Float32Array.from({ length: features * count }, () => {
    if (random() < 0.2) return special[Math.floor(random() * special.length)];
    return (Math.floor(random() * thresholds) - thresholds / 2) / 8 + (random() < 0.5 ? 0 : (random() - 0.5) / 8);
  });
}

const shapes = fc.record({
  seed: fc.integer(),
  trees: fc.integer({ min: 1, max: 9 }),
  groups: fc.constantFrom(1, 1, 3),
  features: fc.integer({ min: 1, max: 6 }),
  depth: fc.integer({ min: 0, max: 13 }),
  fullness: fc.constantFrom(0.6, 0.9, 1),
  thresholds: fc.constantFrom(1, 2, 7, 255, 256, 1000),
  categories: fc.constantFrom(0, 0, 1, 3, 40),
});

test("kernels add up what walking the trees adds up, bit for bit", () => {
  fc.assert(
    fc.property(shapes, fc.constantFrom(1, 3, 11, 12, 63, 64, 65, 140), (shape, count) => {
      const prepared = prepareModel(randomModel({ ...shape, depth: Math.min(shape.depth, 13 - shape.groups) }));
      const rows = randomRows(shape, shape.seed + 1, count);
      assert.deepEqual(margins(prepared, rows, count), margins(withoutKernels(prepared), rows, count));
      // Rows that have fewer columns than the model: the rest is missing.
      const columns = shape.features - 1;
      if (columns > 0) {
        assert.deepEqual(
          margins(prepared, rows, count, columns),
          margins(withoutKernels(prepared), rows, count, columns),
        );
      }
    }),
    { numRuns: 120 },
  );
});

test("tables of categories that would not fit are not made", () => {
  const wide = { seed: 4, trees: 1, groups: 1, features: 2, depth: 3, fullness: 1, thresholds: 9, categories: 3 };
  const model = randomModel(wide);
  assert.ok(model.booster.kind !== "gblinear");
  const [tree] = model.booster.trees;
  const { categories } = tree.categoricalSplits;
  assert.ok(categories.length > 0);
  assert.ok(packed(model));
  categories[0] = 16777215;
  assert.ok(!packed(model));
  const rows = Float32Array.of(16777215, 1, 16777216, 2, 2, 16777215);
  assert.deepEqual(margins(prepareModel(model), rows, 3), margins(withoutKernels(prepareModel(model)), rows, 3));
});

function packed(model: Model): boolean {
  const { booster } = prepareModel(model);
  return booster.kind === "trees" && booster.packed !== undefined;
}

test("trees with many features are predicted in portions of rows", () => {
  const shape = {
    seed: 5,
    trees: 400,
    groups: 1,
    features: 3000,
    depth: 6,
    fullness: 1,
    thresholds: 50,
    categories: 0,
  };
  const prepared = prepareModel(randomModel(shape));
  const rows = randomRows(shape, 6, 70);
  assert.deepEqual(margins(prepared, rows, 70), margins(withoutKernels(prepared), rows, 70));
});

test("a host without WebAssembly walks the trees, to the same sums", () => {
  const shape = { seed: 9, trees: 20, groups: 1, features: 4, depth: 5, fullness: 0.9, thresholds: 30, categories: 4 };
  const rows = randomRows(shape, 3, 100);
  const expected = margins(prepareModel(randomModel(shape)), rows, 100);
  const host = Object.getOwnPropertyDescriptor(globalThis, "WebAssembly")!;
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    const prepared = prepareModel(randomModel(shape));
    assert.ok(prepared.booster.kind === "trees" && prepared.booster.packed === undefined);
    assert.deepEqual(margins(prepared, rows, 100), expected);
  } finally {
    Object.defineProperty(globalThis, "WebAssembly", host);
  }
});

test("threads predict from one prepared model without a copy of its trees", async () => {
  const shape = { seed: 1, trees: 50, groups: 1, features: 8, depth: 6, fullness: 0.9, thresholds: 100, categories: 9 };
  const prepared = prepareModel(randomModel(shape));
  const rows = randomRows(shape, 2, 500);
  const source = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.library).then(({ createPredictor }) => {
      const { prepared, rows, count, columns } = workerData;
      const out = new Float32Array(count);
      createPredictor(prepared).predict(rows, count, columns, out, "margin");
      parentPort.postMessage({ out, shared: prepared.booster.forest.values.buffer instanceof SharedArrayBuffer });
    });`;
  const library = new URL("../../src/xgboost/index.js", import.meta.url).href;
  const workers = [0, 1].map((part) => {
    const workerData = { library, prepared, rows: rows.slice(part * 2000, (part + 1) * 2000), count: 250, columns: 8 };
    return new Promise<{ out: Float32Array; shared: boolean }>((resolve, reject) => {
      new Worker(source, { eval: true, workerData }).once("message", resolve).once("error", reject);
    });
  });
  const [first, second] = await Promise.all(workers);
  assert.ok(first.shared && second.shared);
  assert.deepEqual(Float32Array.of(...first.out, ...second.out), margins(prepared, rows, 500));
});

function margins(
  prepared: PreparedModel,
  rows: Float32Array,
  count: number,
  columns = prepared.numFeature,
): Float32Array {
  const out = new Float32Array(count * prepared.intercepts.length);
  createPredictor(prepared).predict(rows, count, columns, out, "margin");
  return out;
}

function withoutKernels(prepared: PreparedModel): PreparedModel {
  assert.ok(prepared.booster.kind === "trees");
  const { packed: _, ...booster } = prepared.booster;
  return { ...prepared, booster };
}
