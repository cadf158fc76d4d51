import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { scaled } from "../scaled.js";

export const op: Op = {
  name: "idf",
  summary: "Term counts times the inverse document frequency of each term.",
  spark: "IDFModel",
  load(model) {
    const weights = model.vector("idf");
    return transformer({
      inputs: [anyVector("input", weights.length)],
      outputs: [vectorOut("output", weights.length)],
      words: [`weights of ${weights.length} terms`],
      bind: ([input], slots) => scaled(input, weights, slots),
    });
  },
};
