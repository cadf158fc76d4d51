import { expf } from "../../float-math.js";
import type { ResolvedParams } from "../params.js";
import { everyLabel, type Loss } from "./loss.js";

const { fround } = Math;
const leastHessian = fround(1e-16);
/** libxgboost looks for the greatest margin from the smallest positive float upwards. */
const leastTop = 2 ** -126;

/** `multi:softmax` and `multi:softprob`: cross-entropy over `num_class` classes. */
export function softmax({ num_class: classes }: ResolvedParams): Loss {
  return {
    outputs: classes,
    intercept: { kind: "frequencies" },
    labelProblem: everyLabel(
      (label) => label >= 0 && label < classes,
      "SoftmaxMultiClassObj: label must be in [0, num_class).",
    ),
    defaultMetric: "mlogloss",
    parameters: { softmax_multiclass_param: { num_class: String(classes) } },
    computeGradients({ labels, weights, margins, gradients }, begin, end) {
      const powers = new Float32Array(classes);
      for (let row = begin; row < end; row++) {
        const at = row * classes;
        let top = leastTop;
        for (let k = 0; k < classes; k++) if (margins[at + k] > top) top = margins[at + k];
        let sum = 0;
        for (let k = 0; k < classes; k++) {
          powers[k] = expf(fround(margins[at + k] - top));
          sum += powers[k];
        }
        const divisor = fround(sum);
        const weight = weights === undefined ? 1 : weights[row];
        for (let k = 0; k < classes; k++) {
          const p = fround(powers[k] / divisor);
          gradients[k][2 * row] = (labels[row] === k ? fround(p - 1) : p) * weight;
          gradients[k][2 * row + 1] = Math.max(fround(fround(fround(2 * p) * fround(1 - p)) * weight), leastHessian);
        }
      }
    },
  };
}
