import { errors } from "../../errors.js";
import { type Op, transformer, vector, vectorOut } from "../../op.js";

/** Beyond this length a transform by sums takes too long. */
const longest = 8192;

export const dct: Op = {
  name: "dct",
  summary: "The discrete cosine transform (DCT-II, scaled so that it is orthonormal), or its inverse.",
  spark: "DCT",
  load(model) {
    const inverse = model.boolean("inverse");
    return transformer({
      inputs: [vector("input")],
      outputs: [vectorOut("output")],
      words: [inverse ? "inverse" : "forward"],
      bind([input], slots) {
        const { size } = input;
        if (size > longest) throw errors.limit("the length of a vector to transform", size, longest);
        const output = slots.vector(size);
        const cosines = Float64Array.from({ length: 4 * size }, (_, i) => Math.cos((Math.PI * i) / (2 * size)));
        const scale = (k: number) => Math.sqrt((k === 0 ? 1 : 2) / size);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const from = r * input.stride + input.offset;
              const to = r * output.stride + output.offset;
              for (let k = 0; k < size; k++) {
                let sum = 0;
                for (let n = 0; n < size; n++) {
                  const value = input.values[from + n]!;
                  sum += inverse
                    ? value * scale(n) * cosines[((2 * k + 1) * n) % (4 * size)]!
                    : value * cosines[((2 * n + 1) * k) % (4 * size)]!;
                }
                output.values[to + k] = inverse ? sum : sum * scale(k);
              }
            }
          },
        };
      },
    });
  },
};
