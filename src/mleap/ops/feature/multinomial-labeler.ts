import { errors } from "../../errors.js";
import { listOut, type Op, transformer, vector } from "../../op.js";

export const op: Op = {
  name: "multinomial_labeler",
  summary: "The elements that reach the threshold, and their labels.",
  spark: "MultinomialLabeler of mleap-spark-extension",
  load(model) {
    const threshold = model.number("threshold");
    const labels = model.strings("labels");
    return transformer({
      inputs: [vector("features")],
      outputs: [listOut("probabilities", "double"), listOut("labels", "string")],
      words: [`threshold: ${threshold}`, `labels: ${labels.join(", ")}`],
      bind([input], slots) {
        const outputs = [slots.value("double"), slots.value("string")] as const;
        return {
          outputs,
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const probabilities: number[] = [];
              const found: string[] = [];
              for (let i = 0; i < input.size; i++) {
                const value = input.values[from + i];
                if (!(value >= threshold)) continue;
                const label = labels[i];
                if (label === undefined) throw errors.unseenValue(`key not found: ${i}`, r);
                probabilities.push(value);
                found.push(label);
              }
              outputs[0].values[r] = probabilities;
              outputs[1].values[r] = found;
            }
          },
        };
      },
    });
  },
};
