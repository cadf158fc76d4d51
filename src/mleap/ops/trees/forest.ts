import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { type TreeRecord, treeRecords } from "./records.js";

/**
 * Decision trees as flat arrays, all trees one after the other in depth-first order: the left child of an inner node is the node
 * after it.
 */
export interface Forest {
  /** The first node of each tree. */
  readonly roots: Int32Array;
  /** The feature that an inner node looks at; −1 at a leaf. */
  readonly features: Int32Array;
  /** The threshold of a continuous split; NaN marks a categorical one. */
  readonly thresholds: Float64Array;
  readonly rights: Int32Array;
  /** Of categorical splits, by node. */
  readonly categories: ReadonlyMap<number, Categories>;
  /** What a leaf holds begins at `leaves[node]` in `values`. */
  readonly leaves: Int32Array;
  readonly values: Float64Array;
  /** How many numbers a leaf holds. */
  readonly width: number;
  /** One more than the highest feature that is looked at. */
  readonly numFeatures: number;
  readonly depth: number;
}

interface Categories {
  /** 1 where a category goes left. */
  readonly left: Uint8Array;
  /** Where other values go. */
  readonly othersLeft: boolean;
}

/** The trees of `models`, whose leaves hold `width` numbers at least; what is more is not looked at. */
export function forestOf(models: readonly Model[], width: number): Forest {
  const trees = models.map(treeRecords);
  const nodes = trees.reduce((sum, records) => sum + records.length, 0);
  const leaves = trees.reduce((sum, records) => sum + countLeaves(records, width), 0);
  const builder: Builder = {
    roots: new Int32Array(trees.length),
    features: new Int32Array(nodes).fill(-1),
    thresholds: new Float64Array(nodes),
    rights: new Int32Array(nodes),
    categories: new Map(),
    leaves: new Int32Array(nodes),
    values: new Float64Array(leaves * width),
    width,
    numFeatures: 0,
    depth: 0,
    nodes: 0,
    filled: 0,
  };
  for (const [t, records] of trees.entries()) {
    builder.roots[t] = builder.nodes;
    addTree(builder, records);
  }
  return builder;
}

type Builder = { -readonly [K in keyof Forest]: Forest[K] } & {
  readonly categories: Map<number, Categories>;
  /** Nodes so far, and numbers in `values` so far. */
  nodes: number;
  filled: number;
};

/** A node that is still to come: the right child of `parent`, or a left child (`parent` −1). */
interface Place {
  readonly parent: number;
  readonly depth: number;
}

function addTree(builder: Builder, records: readonly TreeRecord[]): void {
  const open: Place[] = [{ parent: -1, depth: 0 }];
  for (const record of records) {
    const place = open.pop();
    if (place === undefined) throw errors.badFile("tree", "there are nodes after the last leaf");
    const node = builder.nodes++;
    if (place.parent >= 0) builder.rights[place.parent] = node;
    builder.depth = Math.max(builder.depth, place.depth);
    if (record.kind === "leaf") addLeaf(builder, node, record.values);
    else {
      addSplit(builder, node, record);
      open.push({ parent: node, depth: place.depth + 1 }, { parent: -1, depth: place.depth + 1 });
    }
  }
  if (open.length > 0) throw errors.badFile("tree", "the tree ends before its last leaf");
}

function countLeaves(records: readonly TreeRecord[], width: number): number {
  let count = 0;
  for (const record of records) {
    if (record.kind !== "leaf") continue;
    const { length } = record.values;
    if (length < width) throw errors.badFile("tree", `a leaf has ${length} values, not ${width}`);
    count++;
  }
  return count;
}

function addLeaf(builder: Builder, node: number, values: readonly number[]): void {
  const { width } = builder;
  builder.leaves[node] = builder.filled;
  builder.values.set(values.slice(0, width), builder.filled);
  builder.filled += width;
}

function addSplit(builder: Builder, node: number, split: Exclude<TreeRecord, { readonly kind: "leaf" }>): void {
  builder.features[node] = split.feature;
  builder.numFeatures = Math.max(builder.numFeatures, split.feature + 1);
  if (split.kind === "continuous") builder.thresholds[node] = split.threshold;
  else {
    builder.thresholds[node] = Number.NaN;
    builder.categories.set(node, categoriesOf(split));
  }
}

/**
 * Spark asks whether a value is among the left categories if these are at most half of all, otherwise whether it is not among the
 * right ones (`CategoricalSplit.isLeft`); that decides about values that are no category.
 */
function categoriesOf({
  isLeft,
  categories,
  numCategories,
}: TreeRecord & { readonly kind: "categorical" }): Categories {
  const size = Math.max(numCategories, ...categories.map((category) => category + 1));
  if (!(size <= 1 << 24)) throw errors.badFile("tree", `a split has ${size} categories`);
  const left = new Uint8Array(size).fill(isLeft ? 0 : 1);
  for (const category of categories) left[category] = isLeft ? 1 : 0;
  const count = left.reduce((sum, flag) => sum + flag, 0);
  return { left, othersLeft: count > Math.floor(size / 2) };
}

/** Walks from `root` to the leaf of the row whose features begin at `at` of `row`; answers where its values begin. */
export function leafOf(forest: Forest, root: number, row: Float64Array, at: number): number {
  const { features, thresholds, rights } = forest;
  let node = root;
  for (let feature = features[node]; feature >= 0; feature = features[node]) {
    const value = row[at + feature];
    const threshold = thresholds[node];
    const left = value <= threshold || (Number.isNaN(threshold) && goesLeft(forest.categories.get(node), value));
    node = left ? node + 1 : rights[node];
  }
  return forest.leaves[node];
}

function goesLeft(categories: Categories | undefined, value: number): boolean {
  if (categories === undefined) return false;
  const flag = categories.left[value];
  return flag === undefined ? categories.othersLeft : flag === 1;
}

/** For the documentation: where MLeap's trees differ from Spark's. */
export const treeDifference =
  "A value that is none of a split's categories goes where Spark sends it; MLeap may send it the other way where half of the categories go left.";

/** The trees of an ensemble: `trees` names their folders. */
export function treesOf(model: Model): Model[] {
  return model.strings("trees").map((name) => model.child(name));
}

/** In words, for people: `4 trees of depth up to 3, 57 nodes`. */
export function sizeInWords({ roots, features, depth }: Forest): string {
  const count = roots.length === 1 ? "1 tree" : `${roots.length} trees`;
  return `${count} of depth up to ${depth}, ${features.length} nodes`;
}

/** The length of feature vectors that a model says; no tree may look beyond. */
export function checkFeatures(forest: Forest, model: Model): number {
  const features = model.integer("num_features");
  if (forest.numFeatures > features) {
    throw errors.badAttribute("num_features", `is ${features}, but a tree looks at feature ${forest.numFeatures - 1}`);
  }
  return features;
}
