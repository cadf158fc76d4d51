import { listOut, type Op, string, transformer } from "../../op.js";
import { words } from "../words.js";

export const op: Op = {
  name: "tokenizer",
  summary: "Lower-cased text, cut at every single white space: two in a row have an empty token between them.",
  spark: "Tokenizer",
  load: () =>
    transformer({
      inputs: [{ ...string("input"), nullable: false }],
      outputs: [listOut("output", "string")],
      bind: ([input], slots) => words(input, slots, (text) => splitAtSpaces(text.toLowerCase())),
    }),
};

/** Java's `split("\\s")`: empty tokens at the end are left out. */
function splitAtSpaces(text: string): string[] {
  const tokens = text.split(/[ \t\n\v\f\r]/);
  if (tokens.length === 1) return tokens;
  while (tokens.length > 0 && tokens.at(-1) === "") tokens.pop();
  return tokens;
}
