import type { Op } from "../../op.js";
import { binarize } from "../feature/binarizer.js";

export const op: Op = {
  name: "sklearn_binarizer",
  summary:
    "scikit-learn's Binarizer: 1 above the threshold, else 0. MLeap's runtime writes Spark's under this name too.",
  load: (model) =>
    binarize(
      model.number("threshold"),
      model.shape("input_shapes", { base: "scalar", nullable: false }).base === "scalar",
      model.olderThan(0, 18),
    ),
};
