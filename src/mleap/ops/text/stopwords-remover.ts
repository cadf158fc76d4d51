import { list, listOut, type Op, transformer } from "../../op.js";
import { mappedWords } from "../words.js";

export const op: Op = {
  name: "stopwords_remover",
  summary: "Leaves out the words of a list.",
  spark: "StopWordsRemover",
  load(model) {
    const stopWords = model.strings("stop_words");
    const caseSensitive = model.boolean("case_sensitive");
    const set = new Set(caseSensitive ? stopWords : stopWords.map((word) => word.toLowerCase()));
    return transformer({
      inputs: [list("input", "string")],
      outputs: [listOut("output", "string")],
      words: [`${stopWords.length} words`, caseSensitive ? "case matters" : "case does not matter"],
      bind: ([input], slots) =>
        mappedWords(input, slots, (words) =>
          words.filter((word) => word === null || !set.has(caseSensitive ? word : word.toLowerCase())),
        ),
    });
  },
};
