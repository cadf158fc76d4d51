import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { nullableDoubleOut, nullableNumber, type Op, transformer } from "../../op.js";
import { regressing } from "../regressor.js";
import { rowReader } from "../row-reader.js";
import { mapped } from "../scalars.js";

export const op: Op = {
  name: "isotonic_regression",
  summary:
    "Interpolates between the boundaries; beyond them, the prediction of the nearest. Of a number, or of one feature.",
  spark: "IsotonicRegressionModel",
  load(model) {
    const boundaries = model.numbers("boundaries");
    const predict = interpolation(model, boundaries);
    const words = [`${boundaries.length} boundaries`];
    if (!model.has("feature_index")) {
      return transformer({
        inputs: [nullableNumber("features", "double")],
        outputs: [nullableDoubleOut("prediction")],
        words,
        bind: ([input], slots) => mapped(input, slots, predict),
      });
    }
    const feature = model.integer("feature_index");
    return regressing({
      features: undefined,
      words: [...words, `of feature ${feature}`],
      bind(input) {
        if (feature >= input.size) throw errors.vectorSize(input.size, feature + 1);
        const reader = rowReader(input);
        return (row) => {
          reader.open(row);
          return predict(reader.values[reader.at + feature]);
        };
      },
    });
  },
};

function interpolation(model: Model, boundaries: Float64Array): (value: number) => number {
  const predictions = model.numbers("predictions");
  if (boundaries.length === 0 || predictions.length !== boundaries.length) {
    throw errors.badAttribute("predictions", `has ${predictions.length} values for ${boundaries.length} boundaries`);
  }
  const last = boundaries.length - 1;
  return (value) => {
    if (value < boundaries[0]) return predictions[0];
    // As Java sorts: NaN is above everything.
    if (!(value <= boundaries[last])) return predictions[last];
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (boundaries[middle] <= value) low = middle;
      else high = middle;
    }
    if (value === boundaries[low]) return predictions[low];
    if (value === boundaries[high]) return predictions[high];
    const slope = (predictions[high] - predictions[low]) * (value - boundaries[low]);
    return predictions[low] + slope / (boundaries[high] - boundaries[low]);
  };
}
