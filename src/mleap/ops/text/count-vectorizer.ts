import { tallyInto } from "../../engine/tally.js";
import { list, type Op, transformer, vectorOut } from "../../op.js";
import { wordsAt } from "../words.js";

export const op: Op = {
  name: "count_vectorizer",
  summary: "Counts the words of a vocabulary; rare ones are left out.",
  spark: "CountVectorizerModel",
  load(model) {
    const vocabulary = model.strings("vocabulary");
    const places = new Map<string | null, number>(vocabulary.map((word, i) => [word, i]));
    const binary = model.boolean("binary");
    const least = model.number("min_tf");
    return transformer({
      inputs: [list("input", "string")],
      outputs: [vectorOut("output", vocabulary.length)],
      words: [
        `vocabulary: ${vocabulary.join(", ")}`,
        `least count: ${least < 1 ? `${least} of all words` : least}`,
        ...(binary ? ["1 for any count"] : []),
      ],
      bind([input], slots) {
        const output = slots.fewEntries(vocabulary.length);
        const tally = tallyInto(output);
        let threshold = 0;
        const write = (count: number) => (count < threshold ? undefined : binary ? 1 : count);
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const words = wordsAt(input, r);
              for (const word of words) {
                const place = places.get(word);
                if (place !== undefined) tally.add(place, 1);
              }
              threshold = least >= 1 ? least : words.length * least;
              tally.flush(r, write);
            }
          },
        };
      },
    });
  },
};
