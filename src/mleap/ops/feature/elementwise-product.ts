import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { scaled } from "../scaled.js";

export const op: Op = {
  name: "elementwise_product",
  summary: "Each element times its own factor.",
  spark: "ElementwiseProduct",
  load(model) {
    const factors = model.vector("scaling_vec");
    return transformer({
      inputs: [anyVector("input", factors.length)],
      outputs: [vectorOut("output", factors.length)],
      words: [`factors: ${[...factors].join(", ")}`],
      bind: ([input], slots) => scaled(input, factors, slots),
    });
  },
};
