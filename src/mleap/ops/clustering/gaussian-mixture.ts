import { errors } from "../../errors.js";
import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { argmax, normalize } from "../probabilities.js";
import { rowReader } from "../row-reader.js";
import { clusterOut } from "./cluster-port.js";
import { gaussianOf, logDensity } from "./gaussian.js";

/** Spark adds it to each density, so that far rows have probabilities too. */
const epsilon = 2 ** -52;

export const op: Op = {
  name: "gaussian_mixture",
  summary: "The probability of each of several normal distributions, and the likeliest.",
  spark: "GaussianMixtureModel",
  load(model) {
    const weights = model.numbers("weights");
    const means = model.vectors("means");
    const covariances = model.vectors("covs");
    const size = means[0]?.length ?? 0;
    if (means.length !== weights.length)
      throw errors.badAttribute("means", `has ${means.length} for ${weights.length} weights`);
    if (covariances.length !== weights.length) {
      throw errors.badAttribute("covs", `has ${covariances.length} for ${weights.length} weights`);
    }
    const gaussians = means.map((mean, k) => gaussianOf(mean, covariances[k], size));
    return transformer({
      inputs: [anyVector("features", size)],
      outputs: [clusterOut, vectorOut("probability", weights.length)],
      words: [`${weights.length} distributions of ${size} features`, `weights: ${weights.join(", ")}`],
      bind([input], slots, context) {
        const prediction = context.wanted("prediction") ? slots.number("int") : undefined;
        const probability = context.wanted("probability") ? slots.vector(weights.length) : undefined;
        const reader = rowReader(input);
        const values = new Float64Array(weights.length);
        const scratch = new Float64Array(size);
        return {
          outputs: [prediction, probability],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              reader.open(r);
              for (let k = 0; k < values.length; k++) {
                values[k] = epsilon + weights[k] * Math.exp(logDensity(gaussians[k], reader, scratch));
              }
              normalize(values);
              if (probability !== undefined)
                probability.values.set(values, r * probability.stride + probability.offset);
              if (prediction !== undefined) prediction.values[r] = argmax(values);
            }
          },
        };
      },
    });
  },
};
