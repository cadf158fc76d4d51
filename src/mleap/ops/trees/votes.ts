import type { Model } from "../../model.js";
import type { Classifier } from "../classifier.js";
import { thresholdsOf } from "../classifier.js";
import { normalize } from "../probabilities.js";
import { rowReader } from "../row-reader.js";
import { checkFeatures, forestOf, leafOf, sizeInWords } from "./forest.js";

/**
 * A classifier of trees whose leaves count the rows of each class. `vote` adds what the leaf at `at` of `values` says to `raw`;
 * Spark looks at no weights of trees here.
 */
export function votes(
  model: Model,
  trees: readonly Model[],
  vote: (values: Float64Array, at: number, raw: Float64Array) => void,
): Classifier {
  const classes = model.integer("num_classes", undefined, 1);
  const forest = forestOf(trees, classes);
  return {
    classes,
    features: checkFeatures(forest, model),
    words: [sizeInWords(forest)],
    thresholds: thresholdsOf(model, classes),
    toProbabilities: normalize,
    predictRaw(input) {
      const row = rowReader(input);
      return (r, raw) => {
        row.open(r);
        raw.fill(0);
        for (let t = 0; t < forest.roots.length; t++) {
          vote(forest.values, leafOf(forest, forest.roots[t], row.values, row.at), raw);
        }
      };
    },
  };
}
