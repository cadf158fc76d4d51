import { errors } from "../../errors.js";
import type { Op } from "../../op.js";
import { classifying, marginPair } from "../classifier.js";
import { linearFunction } from "../linear.js";

export const op: Op = {
  name: "svm",
  summary: "scikit-learn's LinearSVC, and SVC with a linear kernel, of two classes: the sign of a linear function.",
  difference: "MLeap's exporter for scikit-learn writes this op, and MLeap's runtime does not know it.",
  load(model, ports) {
    const classes = model.integer("num_classes", 2);
    // Of several classes the exporter writes the coefficients of the first alone.
    if (classes !== 2)
      throw errors.badAttribute("num_classes", `is ${classes}; the bundle has coefficients for 2 classes`);
    const { features, words, bind } = linearFunction(model);
    return classifying({ classes, features, words, predictRaw: marginPair({ bind }) }, ports);
  },
};
