import { errors } from "../../errors.js";
import { anyVector, doubleOut, type Op, transformer } from "../../op.js";
import { linearFunction } from "../linear.js";
import { normalCdf } from "../normal.js";
import { logistic } from "../probabilities.js";

/** From the linear function back to the mean. */
const inverseLinks: Readonly<Record<string, (eta: number) => number>> = {
  identity: (eta) => eta,
  logit: logistic,
  log: Math.exp,
  inverse: (eta) => 1 / eta,
  probit: normalCdf,
  cloglog: (eta) => 1 - Math.exp(-Math.exp(eta)),
  sqrt: (eta) => eta * eta,
};

const epsilon = 1e-16;
const atLeast = (mean: number) =>
  mean < epsilon ? epsilon : mean === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : mean;

/** The link where the model does not name one, and the range that Spark keeps the mean in (`Family.project`). */
const families: Readonly<Record<string, { readonly link: string; project(mean: number): number }>> = {
  gaussian: {
    link: "identity",
    project: (mean) => (Math.abs(mean) === Number.POSITIVE_INFINITY ? Math.sign(mean) * Number.MAX_VALUE : mean),
  },
  binomial: { link: "logit", project: (mean) => (mean < epsilon ? epsilon : mean > 1 - epsilon ? 1 - epsilon : mean) },
  poisson: { link: "log", project: atLeast },
  gamma: { link: "inverse", project: atLeast },
};

export const op: Op = {
  name: "generalized_linear_regression",
  summary: "A linear function, through the inverse of a link, kept in the range of a family.",
  spark: "GeneralizedLinearRegressionModel",
  load(model) {
    const line = linearFunction(model);
    const family = choose("family", families, model.string("family"));
    const link = model.has("link") && model.string("link") !== "" ? model.string("link") : family.link;
    const inverse = choose("link", inverseLinks, link);
    return transformer({
      inputs: [anyVector("features", line.features)],
      outputs: [doubleOut("prediction"), doubleOut("link_prediction")],
      words: [...line.words, `family: ${model.string("family")}`, `link: ${link}`],
      bind([input], slots, context) {
        const prediction = context.wanted("prediction") ? slots.double() : undefined;
        const linkPrediction = context.wanted("link_prediction") ? slots.double() : undefined;
        const predict = line.bind(input);
        return {
          outputs: [prediction, linkPrediction],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const eta = predict(r);
              if (prediction !== undefined) prediction.values[r] = family.project(inverse(eta));
              if (linkPrediction !== undefined) linkPrediction.values[r] = eta;
            }
          },
        };
      },
    });
  },
};

function choose<T>(attribute: string, choices: Readonly<Record<string, T>>, name: string): T {
  const key = name.toLowerCase();
  if (!Object.hasOwn(choices, key)) {
    throw errors.badAttribute(attribute, `is "${name}", not one of ${Object.keys(choices).join(", ")}`);
  }
  return choices[key];
}
