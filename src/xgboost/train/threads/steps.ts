import type { Split } from "../splits/split.js";

/** A histogram to build at the address `slot`; the parent's at `parentSlot` becomes the sibling's by subtraction. */
export interface Build {
  readonly node: number;
  readonly slot: number;
  /** Absent at the root. */
  readonly parentSlot?: number;
}

/** A node whose best split is wanted, with its histogram. */
export interface Candidate {
  readonly slot: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly gain: number;
  readonly lower: number;
  readonly upper: number;
  /** Index of the set of features it may use; absent when it may use all. */
  readonly featureSet?: number;
}

/** A node whose rows are to be divided between its children, `left` and `left + 1`. */
export interface Division {
  readonly node: number;
  readonly left: number;
  readonly feature: number;
  readonly bin: number;
  readonly defaultLeft: boolean;
  /** What goes right, in a categorical split. */
  readonly categories?: readonly number[];
}

/** A leaf and its value. */
export type Leaf = readonly [node: number, value: number];

/**
 * What the members of a training do together, each for its share of the features or of the rows. Arguments and results are
 * plain data; everything large is in the shared memory.
 */
export interface Steps {
  /** Finds the cuts of the member's features. */
  sketch(argument: null): null;
  /** Lays out the bins and fills in those of the member's features. */
  fillBins(argument: null): null;
  /** Computes the gradients of the member's rows. */
  computeGradients(argument: { readonly round: number }): null;
  /** Puts all of the member's rows into the root. */
  startTree(argument: null): null;
  /** Builds histograms of the member's features. */
  build(argument: { readonly output: number; readonly builds: readonly Build[] }): null;
  /** Finds the best split of each candidate by the member's features. */
  search(argument: {
    readonly candidates: readonly Candidate[];
    readonly featureSets: readonly (readonly number[])[];
  }): readonly Split[];
  /** Divides the member's rows of the nodes between their children. */
  divide(argument: { readonly divisions: readonly Division[] }): null;
  /** Finds the quantiles of the residuals in the member's share of the leaves; leaves without rows are left out. */
  leafQuantiles(argument: {
    readonly leaves: readonly number[];
    readonly output: number;
    readonly alpha: number;
  }): readonly Leaf[];
  /** Adds the leaves' values to the margins of the member's rows. */
  settle(argument: { readonly output: number; readonly leaves: readonly Leaf[] }): null;
}

export type StepName = keyof Steps;
export type Argument<Name extends StepName> = Parameters<Steps[Name]>[0];
export type Result<Name extends StepName> = ReturnType<Steps[Name]>;
