import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { reduced } from "../reduced.js";

export const op: Op = {
  name: "pca",
  summary: "Projects onto the principal components, which are the columns of the matrix.",
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
