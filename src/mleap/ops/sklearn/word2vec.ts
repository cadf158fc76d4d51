import type { Op } from "../../op.js";
import { op as wordToVector } from "../text/word-to-vector.js";

export const op: Op = {
  name: "word2vec",
  summary: "gensim's Word2Vec: the sum of the vectors of a text's words, brought to length 1.",
  difference: "MLeap's Python package writes this op, and MLeap's runtime does not know it.",
  load: wordToVector.load,
};
