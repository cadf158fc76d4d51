import type { Op } from "../../op.js";
import { classifying, marginPair, thresholdsOf } from "../classifier.js";
import { linearFunction } from "../linear.js";

export const op: Op = {
  name: "support_vector_machine",
  summary: "The sign of a linear function. What it calls probability is the raw prediction.",
  spark: "SVMModel of mleap-spark-extension",
  load(model, ports) {
    const line = linearFunction(model);
    return classifying(
      {
        classes: 2,
        features: line.features,
        words: line.words,
        predictRaw: marginPair(line),
        toProbabilities: () => undefined,
        thresholds: thresholdsOf(model, 2),
      },
      ports,
    );
  },
};
