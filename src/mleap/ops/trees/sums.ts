import type { SparseSlot, VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { rowReader } from "../row-reader.js";
import { checkFeatures, type Forest, forestOf, leafOf, sizeInWords, treesOf } from "./forest.js";

/** Trees whose leaves hold one number each. */
export interface Sums {
  readonly features: number | undefined;
  readonly words: readonly string[];
  /** Prepares for feature vectors that stand in `input`; what it answers sums over the trees for a row. */
  bind(input: VectorSlot | SparseSlot): (row: number) => number;
}

/** The trees of an ensemble, each times its weight. */
export function weightedSums(model: Model): Sums {
  const forest = forestOf(treesOf(model), 1);
  const weights = model.numbers("tree_weights");
  if (weights.length !== forest.roots.length) {
    throw errors.badAttribute("tree_weights", `has ${weights.length} values for ${forest.roots.length} trees`);
  }
  return sums(model, forest, weights);
}

/** The trees with no weights. */
export function plainSums(model: Model, trees: readonly Model[]): Sums {
  const forest = forestOf(trees, 1);
  return sums(model, forest, new Float64Array(forest.roots.length).fill(1));
}

function sums(model: Model, forest: Forest, weights: Float64Array): Sums {
  const { roots, values } = forest;
  return {
    features: checkFeatures(forest, model),
    words: [sizeInWords(forest)],
    bind(input) {
      const row = rowReader(input);
      return (r) => {
        row.open(r);
        let sum = 0;
        for (let t = 0; t < roots.length; t++) {
          sum += values[leafOf(forest, roots[t], row.values, row.at)] * weights[t];
        }
        return sum;
      };
    },
  };
}
