import { errors } from "../../errors.js";
import { anyVector, type Op, transformer, vector, vectorOut } from "../../op.js";
import { scaled } from "../scaled.js";

export const op: Op = {
  name: "standard_scaler",
  summary: "Subtracts the mean and divides by the standard deviation, whichever of them the model has.",
  spark: "StandardScalerModel",
  difference:
    "Where the standard deviation is 0, Spark 3 multiplies by 0, so that NaN stays NaN; MLeap, like Spark 2, answers 0. Bundles of MLeap 0.18 and newer get Spark 3's answer.",
  load(model) {
    const mean = model.has("mean") ? model.vector("mean") : undefined;
    const std = model.has("std") ? model.vector("std") : undefined;
    const size = (mean ?? std)?.length;
    if (size === undefined) throw errors.missingAttribute("mean or std");
    if (std !== undefined && std.length !== size)
      throw errors.badAttribute("std", `has ${std.length} values, mean ${size}`);
    const scale = std?.map((deviation) => (deviation === 0 ? 0 : 1 / deviation));
    const zeros = model.olderThan(0, 18);
    const constant = scale === undefined ? [] : [...scale.keys()].filter((i) => scale[i] === 0);
    const outputs = [vectorOut("output", size)];
    const words = [
      ...(mean ? [`mean: ${[...mean].join(", ")}`] : []),
      ...(std ? [`standard deviation: ${[...std].join(", ")}`] : []),
    ];
    if (mean === undefined) {
      return transformer({
        inputs: [anyVector("input", size)],
        outputs,
        words,
        bind: ([input], slots) => scaled(input, scale!, slots),
      });
    }
    return transformer({
      inputs: [vector("input", size)],
      outputs,
      words,
      bind([input], slots) {
        const output = slots.vector(size);
        return {
          outputs: [output],
          kernels(rows) {
            const source = input.values;
            const target = output.values;
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              if (scale === undefined) for (let i = 0; i < size; i++) target[to + i] = source[from + i] - mean[i];
              else for (let i = 0; i < size; i++) target[to + i] = (source[from + i] - mean[i]) * scale[i];
              if (zeros) for (const i of constant) target[to + i] = 0;
            }
          },
        };
      },
    });
  },
};
