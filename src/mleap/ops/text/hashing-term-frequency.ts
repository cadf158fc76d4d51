import { tallyInto } from "../../engine/tally.js";
import { list, type Op, transformer, vectorOut } from "../../op.js";
import { murmur3, slotOf } from "../murmur3.js";
import { wordsAt } from "../words.js";

export const op: Op = {
  name: "hashing_term_frequency",
  summary: "Counts words at the places that their hashes say.",
  spark: "HashingTF",
  load(model) {
    const size = model.integer("num_features", undefined, 1);
    const binary = model.boolean("binary", false);
    const version = model.integer("hashUnsafeBytesVersion", 1);
    return transformer({
      inputs: [list("input", "string")],
      outputs: [vectorOut("output", size)],
      words: [`${size} features`, `hash of Spark ${version === 1 ? "2" : "3"}`, ...(binary ? ["1 for any count"] : [])],
      bind([input], slots) {
        const output = slots.fewEntries(size);
        const tally = tallyInto(output);
        const one = binary ? () => 1 : undefined;
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              for (const word of wordsAt(input, r)) {
                tally.add(slotOf(word === null ? 42 : murmur3(word, version === 1), size), 1);
              }
              tally.flush(r, one);
            }
          },
        };
      },
    });
  },
};
