import { anyVector, doubleOut, listOut, type Op, transformer } from "../../op.js";
import { boosterOf, details } from "./booster.js";

export const op: Op = {
  name: "xgboost.regression",
  summary: "Boosted trees of XGBoost: a number; the leaves and contributions where asked for.",
  spark: "XGBoostRegressionModel",
  difference: "What a sparse vector does not store is missing, as it was when Spark trained.",
  load(model) {
    const booster = boosterOf(model);
    return transformer({
      inputs: [anyVector("features", booster.features)],
      outputs: [doubleOut("prediction"), listOut("leaf_prediction", "double"), listOut("contrib_prediction", "double")],
      words: booster.words,
      bind([input], slots, context) {
        const prediction = context.wanted("prediction") ? slots.double() : undefined;
        const more = details(booster, slots, context);
        const row = booster.bind(input);
        const made = new Float32Array(booster.widthOf("value"));
        return {
          outputs: [prediction, ...more.outputs],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              row.open(r);
              if (prediction !== undefined) {
                row.predict("value", made);
                prediction.values[r] = made[0];
              }
              more.fill(row, r);
            }
          },
        };
      },
    });
  },
};
