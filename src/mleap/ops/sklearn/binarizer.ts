import type { Op } from "../../op.js";
import { binarize } from "../feature/binarizer.js";

export const sklearnBinarizer: Op = {
  name: "sklearn_binarizer",
  summary: "scikit-learn's Binarizer: 1 above the threshold, else 0.",
  load: (model) =>
    binarize(
      model.number("threshold"),
      model.shape("input_shapes", { base: "scalar", nullable: false }).base === "scalar",
    ),
};
