import { doubleOut, nullableNumber, type Op, transformer } from "../../op.js";

export const op: Op = {
  name: "imputer",
  summary:
    "Puts the surrogate where a value is null, or the one that stands for missing (NaN unless the bundle says otherwise).",
  spark: "ImputerModel of mleap-spark-extension",
  difference: "NaN stays where another value stands for missing, as in Spark; MLeap replaces it always.",
  load(model) {
    const surrogate = model.number("surrogate_value");
    const missing = model.number("missing_value", Number.NaN);
    const strategy = model.string("strategy", "mean");
    return transformer({
      inputs: [nullableNumber("input", "double")],
      outputs: [doubleOut("output")],
      words: [`${strategy}: ${surrogate}`, `missing value: ${missing}`],
      bind([input], slots) {
        const output = slots.double();
        return {
          outputs: [output],
          kernels(rows) {
            const { nulls, values } = input;
            for (let r = 0; r < rows; r++) {
              const value = values[r];
              const isMissing = nulls?.[r] === 1 || value === missing || (Number.isNaN(value) && Number.isNaN(missing));
              output.values[r] = isMissing ? surrogate : value;
            }
          },
        };
      },
    });
  },
};
