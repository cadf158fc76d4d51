import { errors } from "../../errors.js";
import { type Op, string, transformer } from "../../op.js";
import { bounded, patternOf } from "../java-pattern.js";

export const op: Op = {
  name: "regex_indexer",
  summary: "The number of the first regular expression that the text has a match of.",
  load(model) {
    const regexes = model.strings("regexes");
    const indices = model.integers("indices");
    const count = Math.min(regexes.length, indices.length);
    const patterns = regexes.slice(0, count).map((regex) => patternOf(model, "regexes", regex));
    const fallback = model.has("default_value") ? model.integer("default_value", undefined, -(2 ** 31)) : undefined;
    return transformer({
      inputs: [{ ...string("input"), nullable: false }],
      outputs: [{ name: "output", type: { shape: "scalar", base: "int", nullable: false } }],
      words: [...patterns.map((_, i) => `${regexes[i]} → ${indices[i]}`), `no match: ${fallback ?? "error"}`],
      bind([input], slots) {
        const output = slots.number("int");
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const text = input.values[r]!;
              const found = patterns.findIndex((pattern) => bounded(model, r, () => pattern.isIn(text)));
              const index = found < 0 ? fallback : indices[found]!;
              if (index === undefined) throw errors.unseenValue(`no regular expression matches ${text}`, r);
              output.values[r] = index;
            }
          },
        };
      },
    });
  },
};
