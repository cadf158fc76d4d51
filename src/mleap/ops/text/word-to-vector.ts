import { errors } from "../../errors.js";
import { list, type Op, transformer, vectorOut } from "../../op.js";
import { wordsAt } from "../words.js";

export const op: Op = {
  name: "word_to_vector",
  summary:
    "The mean of the vectors of a text's words, over all its words; or, with the kernel `sqrt`, their sum brought to length 1.",
  spark: "Word2VecModel",
  load(model) {
    const words = model.strings("words");
    const vectors = model.numbers("word_vectors");
    const size = words.length === 0 ? 0 : Math.floor(vectors.length / words.length);
    const indices = model.has("indices") ? model.integers("indices") : Int32Array.from(words.keys());
    const starts = new Map<string | null, number>();
    for (const [i, word] of words.entries()) {
      const index = indices[i] ?? -1;
      if (index < 0 || (index + 1) * size > vectors.length)
        throw errors.badAttribute("indices", `has no place for ${word}`);
      starts.set(word, index * size);
    }
    const kernel = model.choice("kernel", ["default", "sqrt"], "default");
    return transformer({
      inputs: [list("input", "string")],
      outputs: [vectorOut("output", size)],
      words: [`vectors of ${size} for ${words.length} words`, `kernel: ${kernel}`],
      bind([input], slots) {
        const output = slots.vector(size);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const text = wordsAt(input, r);
              const to = r * output.stride + output.offset;
              const target = output.values;
              target.fill(0, to, to + size);
              for (const word of text) {
                const start = starts.get(word);
                if (start !== undefined) for (let i = 0; i < size; i++) target[to + i] += vectors[start + i];
              }
              if (text.length === 0) continue;
              if (kernel === "default") for (let i = 0; i < size; i++) target[to + i] *= 1 / text.length;
              else {
                let sum = 0;
                for (let i = 0; i < size; i++) sum += target[to + i] * target[to + i];
                for (let i = 0; i < size; i++) target[to + i] /= Math.sqrt(sum);
              }
            }
          },
        };
      },
    });
  },
};
