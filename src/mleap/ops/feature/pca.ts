import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { reduced } from "../reduced.js";

/** Projects onto the principal components, which are the columns of the matrix. */
export const pca: Op = {
  name: "pca",
  spark: "PCAModel",
  load(model) {
    const { rows: size, columns, values } = model.matrix("principal_components");
    return transformer({
      inputs: [anyVector("input", size)],
      outputs: [vectorOut("output", columns)],
      words: [`${columns} components of ${size} features`],
      bind: ([input], slots) => reduced(input, values, slots.vector(columns), (dot) => dot),
    });
  },
};
