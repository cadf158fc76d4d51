import { errors } from "../../errors.js";
import { anyVector, doubleOut, listOut, type Op, transformer, vectorOut } from "../../op.js";
import { argmax, softmax } from "../probabilities.js";
import { boosterOf, details } from "./booster.js";

export const op: Op = {
  name: "xgboost.classifier",
  summary:
    "Boosted trees of XGBoost: margins, probabilities and the likeliest class; the leaves and contributions where asked for.",
  spark: "XGBoostClassificationModel",
  difference:
    "What a sparse vector does not store is missing, as it was when Spark trained; MLeap takes zeros for values in some versions and for missing in others.",
  load(model) {
    const booster = boosterOf(model);
    const classes = model.integer("num_classes", undefined, 2);
    const groups = booster.widthOf("margin");
    const binary = groups === 1 && classes === 2;
    if (!binary && groups !== classes) {
      throw errors.badAttribute("num_classes", `is ${classes}, but the booster has ${groups} outputs`);
    }
    // `multi:softmax` answers the class, so its probabilities are made of the margins.
    const fromMargins = booster.widthOf("value") !== groups;
    return transformer({
      inputs: [anyVector("features", booster.features)],
      outputs: [
        vectorOut("raw_prediction", classes),
        vectorOut("probability", classes),
        doubleOut("prediction"),
        listOut("leaf_prediction", "double"),
        listOut("contrib_prediction", "double"),
      ],
      words: [...booster.words, `${classes} classes`],
      bind([input], slots, context) {
        const raw = context.wanted("raw_prediction") ? slots.vector(classes) : undefined;
        const probability = context.wanted("probability") ? slots.vector(classes) : undefined;
        const prediction = context.wanted("prediction") ? slots.double() : undefined;
        const more = details(booster, slots, context);
        const row = booster.bind(input);
        const made = new Float32Array(groups);
        const values = new Float64Array(classes);
        const spread = (first: (value: number) => number) => {
          if (!binary) values.set(made);
          else {
            values[1] = made[0];
            values[0] = first(made[0]);
          }
        };
        return {
          outputs: [raw, probability, prediction, ...more.outputs],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              row.open(r);
              if (raw !== undefined) {
                row.predict("margin", made);
                spread((margin) => -margin);
                raw.values.set(values, r * raw.stride + raw.offset);
              }
              if (probability !== undefined || prediction !== undefined) {
                row.predict(fromMargins ? "margin" : "value", made);
                spread((share) => 1 - share);
                if (fromMargins) softmax(values);
                if (probability !== undefined)
                  probability.values.set(values, r * probability.stride + probability.offset);
                if (prediction !== undefined) prediction.values[r] = argmax(values);
              }
              more.fill(row, r);
            }
          },
        };
      },
    });
  },
};
