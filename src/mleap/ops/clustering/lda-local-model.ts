import { errors } from "../../errors.js";
import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { normalize } from "../probabilities.js";
import { rowReader } from "../row-reader.js";
import { digamma } from "./digamma.js";

/** Where the inference stops: the mean change of a topic's weight. */
const enough = 1e-3;
const mostSteps = 1000;

export const op: Op = {
  name: "lda_local_model_op",
  summary: "The share of each topic in a document of word counts, by variational inference.",
  spark: "LocalLDAModel",
  difference:
    "Spark and MLeap begin with random numbers around 1, this library with 1; all stop when little changes, so answers agree to about 1e-3.",
  load(model) {
    const { rows: words, columns: topics, values } = model.matrix("topicMatrix");
    const alpha = model.numbers("docConcentration");
    if (alpha.length !== topics)
      throw errors.badAttribute("docConcentration", `has ${alpha.length} values for ${topics} topics`);
    const beta = new Float64Array(words * topics);
    for (let k = 0; k < topics; k++) beta.set(expectation(values.subarray(k * words, (k + 1) * words)), k * words);
    return transformer({
      inputs: [anyVector("features", words)],
      outputs: [vectorOut("prediction", topics)],
      words: [`${topics} topics of ${words} words`],
      bind([input], slots) {
        const output = slots.vector(topics);
        const reader = rowReader(input);
        const infer = inference(beta, alpha, words);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              reader.open(r);
              const shares = infer(reader.values, reader.at);
              output.values.set(shares, r * output.stride + output.offset);
            }
          },
        };
      },
    });
  },
};

/** `e^E[ln p]` of a Dirichlet distribution with these weights. */
function expectation(weights: Float64Array): Float64Array {
  const total = digamma(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.map((weight) => Math.exp(digamma(weight) - total));
}

/** Spark's `OnlineLDAOptimizer.variationalTopicInference`; its answer is good until the next call. */
function inference(beta: Float64Array, alpha: Float64Array, words: number) {
  const topics = alpha.length;
  const gamma = new Float64Array(topics);
  const next = new Float64Array(topics);
  const step = (counts: Float64Array, at: number): number => {
    const theta = expectation(gamma);
    next.fill(0);
    for (let w = 0; w < words; w++) {
      const count = counts[at + w];
      if (count === 0) continue;
      let norm = 1e-100;
      for (let k = 0; k < topics; k++) norm += beta[k * words + w] * theta[k];
      for (let k = 0; k < topics; k++) next[k] += (beta[k * words + w] * count) / norm;
    }
    let change = 0;
    for (let k = 0; k < topics; k++) {
      const value = theta[k] * next[k] + alpha[k];
      change += Math.abs(value - gamma[k]);
      gamma[k] = value;
    }
    return change / topics;
  };
  return (counts: Float64Array, at: number): Float64Array => {
    let empty = true;
    for (let w = 0; w < words; w++) if (counts[at + w] !== 0) empty = false;
    gamma.fill(empty ? 0 : 1);
    for (let i = 0; !empty && i < mostSteps && step(counts, at) > enough; i++);
    normalize(gamma);
    return gamma;
  };
}
