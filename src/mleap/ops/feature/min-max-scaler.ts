import { errors } from "../../errors.js";
import { type Op, transformer, vector, vectorOut } from "../../op.js";

export const op: Op = {
  name: "min_max_scaler",
  summary:
    "Stretches each element from its range in the training data to a common one. Values outside are not clamped; NaN stays.",
  spark: "MinMaxScalerModel",
  difference:
    "Spark 3 multiplies by one factor, where Spark 2 and MLeap divide and multiply, which can differ in the last bit. Bundles of MLeap 0.18 and newer get Spark 3's answer.",
  load(model) {
    const min = model.vector("min");
    const max = model.vector("max");
    const low = model.number("minValue", 0);
    const high = model.number("maxValue", 1);
    const size = min.length;
    if (max.length !== size) throw errors.badAttribute("max", `has ${max.length} values, min ${size}`);
    const range = max.map((value, i) => value - min[i]);
    const factor = range.map((width) => (width === 0 ? 0 : (high - low) / width));
    const twoSteps = model.olderThan(0, 18);
    const constant = twoSteps ? 0.5 * (high - low) + low : (low + high) / 2;
    return transformer({
      inputs: [vector("input", size)],
      outputs: [vectorOut("output", size)],
      words: [`min: ${[...min].join(", ")}`, `max: ${[...max].join(", ")}`, `to ${low} … ${high}`],
      bind([input], slots) {
        const output = slots.vector(size, "compressed");
        return {
          outputs: [output],
          kernels(rows) {
            const source = input.values;
            const target = output.values;
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let i = 0; i < size; i++) {
                const value = source[from + i];
                if (Number.isNaN(value)) target[to + i] = value;
                else if (factor[i] === 0) target[to + i] = constant;
                else if (twoSteps) target[to + i] = ((value - min[i]) / range[i]) * (high - low) + low;
                else target[to + i] = (value - min[i]) * factor[i] + low;
              }
            }
          },
        };
      },
    });
  },
};
