import { list, listOut, type Op, transformer } from "../../op.js";
import { mappedWords } from "../words.js";

export const op: Op = {
  name: "word_filter",
  summary:
    "Keeps the words of letters only that are longer than a length. Letters are single UTF-16 units, as Java's `char` is.",
  spark: "WordLengthFilter of mleap-spark-extension",
  load(model) {
    const length = model.integer("length");
    const letters = /^\p{L}*$/u;
    return transformer({
      inputs: [list("input", "string")],
      outputs: [listOut("output", "string")],
      words: [`longer than ${length}`],
      bind: ([input], slots) =>
        mappedWords(input, slots, (words) =>
          words.filter(
            (word) => word !== null && word.length > length && letters.test(word) && !/[\ud800-\udfff]/.test(word),
          ),
        ),
    });
  },
};
