import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { reduced } from "../reduced.js";

export const op: Op = {
  name: "pca",
  summary: "Projects onto the principal components, which are the columns of the matrix.",
  spark: "PCAModel",
  difference:
    "MLeap's exporter for scikit-learn writes components as rows and leaves out the mean: such a bundle is right only with as many components as features, of centered data.",
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
