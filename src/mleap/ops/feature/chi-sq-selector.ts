import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { picked } from "../picked.js";

export const op: Op = {
  name: "chi_sq_selector",
  summary: "Keeps the features that the label depends on most.",
  spark: "ChiSqSelectorModel",
  load(model) {
    const indices = model.integers("filter_indices").sort();
    return transformer({
      inputs: [anyVector("input")],
      outputs: [vectorOut("output", indices.length)],
      words: [`features: ${indices.join(", ")}`],
      bind: ([input], slots) => picked(input, indices, slots),
    });
  },
};
