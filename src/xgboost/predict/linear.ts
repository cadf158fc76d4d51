import type { LinearBooster } from "../model.js";
import type { Margins } from "./margins.js";

/**
 * The margins of a linear model: bias and intercept first, then the features that are there, ascending. Where there is an
 * intercept per output (3.1 and later), libxgboost adds the first one to all of them (`src/gbm/gblinear.cc`), and so does this.
 */
export function linearMargins({ weights }: LinearBooster, numFeature: number, intercepts: Float32Array): Margins {
  const groups = intercepts.length;
  const biases = weights.subarray(numFeature * groups);
  return (rows, rowCount, columnCount, out, to) => {
    for (let row = 0; row < rowCount; row++) {
      for (let group = 0; group < groups; group++, to++) {
        out[to] = biases[group] + intercepts[0];
        for (let feature = 0; feature < columnCount; feature++) {
          const value = rows[row * columnCount + feature];
          if (!Number.isNaN(value)) out[to] += Math.fround(value * weights[feature * groups + group]);
        }
      }
    }
  };
}
