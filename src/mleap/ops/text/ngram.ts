import { list, listOut, type Op, transformer } from "../../op.js";
import { mappedWords } from "../words.js";

export const op: Op = {
  name: "ngram",
  summary: "Every run of n words, joined by spaces.",
  spark: "NGram",
  load(model) {
    const n = model.integer("n", undefined, 1);
    return transformer({
      inputs: [list("input", "string")],
      outputs: [listOut("output", "string")],
      words: [`n: ${n}`],
      bind: ([input], slots) =>
        mappedWords(input, slots, (words) => {
          const runs: string[] = [];
          for (let i = 0; i + n <= words.length; i++) {
            runs.push(
              words
                .slice(i, i + n)
                .map(String)
                .join(" "),
            );
          }
          return runs;
        }),
    });
  },
};
