import { anyVector, doubleOut, type Op, transformer, vectorOut } from "../../op.js";
import { linearFunction } from "../linear.js";

export const op: Op = {
  name: "aft_survival_regression",
  summary: "e to a linear function, and the quantiles of the Weibull distribution around it.",
  spark: "AFTSurvivalRegressionModel",
  load(model) {
    const line = linearFunction(model);
    const probabilities = model.numbers("quantile_probabilities", []);
    const scale = model.number("scale");
    const factors = probabilities.map((q) => Math.exp(Math.log(-Math.log1p(-q)) * scale));
    return transformer({
      inputs: [anyVector("features", line.features)],
      outputs: [doubleOut("prediction"), vectorOut("quantiles", factors.length)],
      words: [...line.words, `scale: ${scale}`, `quantiles: ${probabilities.join(", ")}`],
      bind([input], slots, context) {
        const prediction = context.wanted("prediction") ? slots.double() : undefined;
        const quantiles = context.wanted("quantiles") ? slots.vector(factors.length) : undefined;
        const exponent = line.bind(input);
        return {
          outputs: [prediction, quantiles],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const lambda = Math.exp(exponent(r));
              if (prediction !== undefined) prediction.values[r] = lambda;
              if (quantiles === undefined) continue;
              const to = r * quantiles.stride + quantiles.offset;
              for (let q = 0; q < factors.length; q++) quantiles.values[to + q] = lambda * factors[q];
            }
          },
        };
      },
    });
  },
};
