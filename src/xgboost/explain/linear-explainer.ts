import type { LinearBooster } from "../model.js";
import type { Explainer } from "./explainer.js";

/** A linear model's features contribute value times weight each; for interactions it gives zeros (`src/gbm/gblinear.cc`). */
export function explainLinear({ weights }: LinearBooster, numFeature: number, intercepts: Float32Array): Explainer {
  const groups = intercepts.length;
  return {
    contribs(rows, rowCount, columnCount, out) {
      out.fill(0, 0, rowCount * groups * (numFeature + 1));
      for (let row = 0, to = 0; row < rowCount; row++) {
        for (let group = 0; group < groups; group++, to += numFeature + 1) {
          for (let feature = 0; feature < columnCount; feature++) {
            const value = rows[row * columnCount + feature];
            if (!Number.isNaN(value)) out[to + feature] = value * weights[feature * groups + group];
          }
          out[to + numFeature] = weights[numFeature * groups + group] + intercepts[0];
        }
      }
    },
    interactions(_rows, rowCount, _columnCount, out) {
      out.fill(0, 0, rowCount * groups * (numFeature + 1) ** 2);
    },
  };
}
