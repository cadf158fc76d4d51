import { type CategoricalSplits, noCategoricalSplits, noParent, type Tree } from "../../model.js";

/** What stands for a threshold in categorical nodes: the smallest float. */
const noThreshold = 2 ** -149;

/** What a split says of the node and of its children. */
export interface GrownSplit {
  readonly feature: number;
  readonly threshold: number;
  readonly defaultLeft: boolean;
  readonly lossChange: number;
  /** Categories that go right; absent in a numeric split. */
  readonly categories: readonly number[] | undefined;
  readonly weight: number;
  readonly hessian: number;
  readonly leftValue: number;
  readonly leftHessian: number;
  readonly rightValue: number;
  readonly rightHessian: number;
}

/** A tree while it grows: a root to begin with, two children more with every split. */
export class TreeBuilder {
  readonly #left: number[] = [-1];
  readonly #parents: number[] = [noParent];
  readonly #depths: number[] = [0];
  readonly #features: number[] = [0];
  readonly #conditions: number[];
  readonly #defaultLeft: number[] = [0];
  readonly #weights: number[];
  readonly #lossChanges: number[] = [0];
  readonly #hessians: number[];
  readonly #categories = new Map<number, readonly number[]>();

  constructor(rootWeight: number, rootHessian: number, rootValue: number) {
    this.#weights = [rootWeight];
    this.#hessians = [rootHessian];
    this.#conditions = [rootValue];
  }

  get size(): number {
    return this.#left.length;
  }

  depthOf(node: number): number {
    return this.#depths[node];
  }

  /** Makes a leaf an inner node and answers the left child; the right one is the next. */
  split(node: number, split: GrownSplit): number {
    const left = this.size;
    this.#left[node] = left;
    this.#features[node] = split.feature;
    this.#conditions[node] = split.categories === undefined ? split.threshold : noThreshold;
    this.#defaultLeft[node] = split.defaultLeft ? 1 : 0;
    this.#weights[node] = split.weight;
    this.#lossChanges[node] = split.lossChange;
    this.#hessians[node] = split.hessian;
    if (split.categories !== undefined) this.#categories.set(node, split.categories);
    this.#addLeaf(node, split.leftValue, split.leftHessian);
    this.#addLeaf(node, split.rightValue, split.rightHessian);
    return left;
  }

  leaves(): number[] {
    return [...this.#left.keys()].filter((node) => this.#left[node] === -1);
  }

  valueOf(leaf: number): number {
    return this.#conditions[leaf];
  }

  setValue(leaf: number, value: number): void {
    this.#conditions[leaf] = value;
  }

  build(): Tree {
    const leftChildren = Int32Array.from(this.#left);
    return {
      leftChildren,
      rightChildren: leftChildren.map((left) => (left === -1 ? -1 : left + 1)),
      parents: Int32Array.from(this.#parents),
      splitIndices: Int32Array.from(this.#features),
      splitConditions: Float32Array.from(this.#conditions),
      defaultLeft: Uint8Array.from(this.#defaultLeft),
      baseWeights: Float32Array.from(this.#weights),
      lossChanges: Float32Array.from(this.#lossChanges),
      sumHessian: Float32Array.from(this.#hessians),
      splitTypes: Uint8Array.from(this.#left.keys(), (node) => (this.#categories.has(node) ? 1 : 0)),
      categoricalSplits: this.#buildCategories(),
      leafVectorSize: 1,
      numDeleted: 0,
    };
  }

  #addLeaf(parent: number, value: number, hessian: number): void {
    this.#left.push(-1);
    this.#parents.push(parent);
    this.#depths.push(this.#depths[parent] + 1);
    this.#features.push(0);
    this.#conditions.push(value);
    this.#defaultLeft.push(0);
    this.#weights.push(value);
    this.#lossChanges.push(0);
    this.#hessians.push(hessian);
  }

  #buildCategories(): CategoricalSplits {
    if (this.#categories.size === 0) return noCategoricalSplits;
    const nodes = [...this.#categories.keys()].sort((a, b) => a - b);
    const lists = nodes.map((node) => this.#categories.get(node)!);
    const sizes = Float64Array.from(lists, (list) => list.length);
    const segments = new Float64Array(nodes.length);
    for (let i = 1; i < nodes.length; i++) segments[i] = segments[i - 1] + sizes[i - 1];
    return { nodes: Int32Array.from(nodes), segments, sizes, categories: Int32Array.from(lists.flat()) };
  }
}
