/**
 * The path of TreeSHAP: the features met on the way from the root, each with the share of training rows that would go on if
 * the feature were absent (zero), whether the row goes on (one), and the weight of the permutations that end there. Paths of
 * all depths of one tree lie end to end in the same arrays; a path of `depth` begins at some `at` and has `depth + 1` elements.
 *
 * Every step is rounded to float32 as in `src/predictor/treeshap.cc`.
 */
export interface ShapPath {
  readonly features: Int32Array;
  readonly zeros: Float32Array;
  readonly ones: Float32Array;
  readonly weights: Float32Array;
}

/** Room for the paths of every level of a tree of this depth, one after the other. */
export function createPath(treeDepth: number): ShapPath {
  const length = ((treeDepth + 2) * (treeDepth + 3)) / 2;
  return {
    features: new Int32Array(length),
    zeros: new Float32Array(length),
    ones: new Float32Array(length),
    weights: new Float32Array(length),
  };
}

/** Copies a path of `depth` elements, with the one after them, to `to`. */
export function copyPath({ features, zeros, ones, weights }: ShapPath, from: number, to: number, depth: number): void {
  for (let i = 0; i <= depth; i++) {
    features[to + i] = features[from + i];
    zeros[to + i] = zeros[from + i];
    ones[to + i] = ones[from + i];
    weights[to + i] = weights[from + i];
  }
}

/** Adds an element to a path of `depth` elements. */
export function extend(path: ShapPath, at: number, depth: number, zero: number, one: number, feature: number): void {
  const { weights } = path;
  path.features[at + depth] = feature;
  path.zeros[at + depth] = zero;
  path.ones[at + depth] = one;
  weights[at + depth] = depth === 0 ? 1 : 0;
  for (let i = depth - 1; i >= 0; i--) {
    weights[at + i + 1] += fround(fround(fround(one * weights[at + i]) * (i + 1)) / (depth + 1));
    weights[at + i] = fround(fround(zero * weights[at + i]) * (depth - i)) / (depth + 1);
  }
}

/** Takes element `index` out of a path whose last element is `depth`. */
export function unwind({ features, zeros, ones, weights }: ShapPath, at: number, depth: number, index: number): void {
  const one = ones[at + index];
  const zero = zeros[at + index];
  let next = weights[at + depth];
  for (let i = depth - 1; i >= 0; i--) {
    const weight = weights[at + i];
    if (one !== 0) {
      weights[at + i] = fround(next * (depth + 1)) / fround((i + 1) * one);
      next = fround(weight - fround(fround(fround(weights[at + i] * zero) * (depth - i)) / (depth + 1)));
    } else {
      weights[at + i] = fround(weight * (depth + 1)) / fround(zero * (depth - i));
    }
  }
  for (let i = index; i < depth; i++) {
    features[at + i] = features[at + i + 1];
    zeros[at + i] = zeros[at + i + 1];
    ones[at + i] = ones[at + i + 1];
  }
}

/** The sum of the weights that `unwind` would leave. */
export function unwoundSum({ zeros, ones, weights }: ShapPath, at: number, depth: number, index: number): number {
  const one = ones[at + index];
  const zero = zeros[at + index];
  let next = weights[at + depth];
  let total = 0;
  for (let i = depth - 1; i >= 0; i--) {
    const share = fround((depth - i) / (depth + 1));
    if (one !== 0) {
      const part = fround(fround(next * (depth + 1)) / fround((i + 1) * one));
      total = fround(total + part);
      next = fround(weights[at + i] - fround(fround(part * zero) * share));
    } else if (zero !== 0) {
      total = fround(total + fround(fround(weights[at + i] / zero) / share));
    }
  }
  return total;
}

const { fround } = Math;
