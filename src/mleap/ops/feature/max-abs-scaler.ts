import { anyVector, type Op, transformer, vector, vectorOut } from "../../op.js";
import { scaled } from "../scaled.js";

export const op: Op = {
  name: "max_abs_scaler",
  summary: "Divides each element by the largest absolute value that it had in the training data.",
  spark: "MaxAbsScalerModel",
  difference:
    "Values beyond the largest one of the training data come out beyond ±1 as in Spark; MLeap clamps them. Spark 3 multiplies by the reciprocal (bundles of MLeap 0.18 and newer), Spark 2 divides.",
  load(model) {
    const largest = model.vector("maxAbs").map((value) => (value === 0 ? 1 : value));
    const size = largest.length;
    const outputs = [vectorOut("output", size)];
    const words = [`largest absolute values: ${[...largest].join(", ")}`];
    if (!model.olderThan(0, 18)) {
      const factors = largest.map((value) => 1 / value);
      return transformer({
        inputs: [anyVector("input", size)],
        outputs,
        words,
        bind: ([input], slots) => scaled(input, factors, slots),
      });
    }
    return transformer({
      inputs: [vector("input", size)],
      outputs,
      words,
      bind([input], slots) {
        const output = slots.vector(size, input.storage);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let i = 0; i < size; i++) output.values[to + i] = input.values[from + i] / largest[i];
            }
          },
        };
      },
    });
  },
};
