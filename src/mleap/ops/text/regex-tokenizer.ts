import { listOut, type Op, string, transformer } from "../../op.js";
import { bounded, patternOf } from "../java-pattern.js";
import { words } from "../words.js";

export const op: Op = {
  name: "regex_tokenizer",
  summary: "Text cut at the matches of a regular expression, or the matches themselves; short tokens are left out.",
  spark: "RegexTokenizer",
  load(model) {
    const regex = model.string("regex");
    const pattern = patternOf(model, "regex", regex);
    const gaps = model.boolean("match_gaps");
    const least = model.integer("token_min_length");
    const lowerCase = model.boolean("lowercase_text");
    return transformer({
      inputs: [{ ...string("input"), nullable: false }],
      outputs: [listOut("output", "string")],
      words: [
        `${gaps ? "between matches of" : "matches of"} ${regex}`,
        `shortest token: ${least}`,
        lowerCase ? "lower-cased" : "case kept",
      ],
      bind: ([input], slots) =>
        words(input, slots, (text, row) => {
          const subject = lowerCase ? text.toLowerCase() : text;
          const tokens = bounded(model, row, () => (gaps ? pattern.split(subject) : pattern.matches(subject)));
          return tokens.filter((token) => token.length >= least).map(wellFormed);
        }),
    });
  },
};

/** A match may cut a surrogate pair in two; in UTF-8, which Spark keeps strings in, a half becomes `?`. */
function wellFormed(token: string): string {
  return token.replace(/\p{Cs}/gu, "?");
}
