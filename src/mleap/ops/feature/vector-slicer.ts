import { anyVector, type Op, transformer, vectorOut } from "../../op.js";
import { picked } from "../picked.js";

export const op: Op = {
  name: "vector_slicer",
  summary: "Picks elements by index, then those that were chosen by name.",
  spark: "VectorSlicer",
  load(model) {
    const byName = model.has("named_indices") ? model.integers("named_indices") : [];
    const indices = Int32Array.of(...model.integers("indices"), ...byName);
    return transformer({
      inputs: [anyVector("input")],
      outputs: [vectorOut("output", indices.length)],
      words: [`elements: ${indices.join(", ")}`],
      bind: ([input], slots) => picked(input, indices, slots),
    });
  },
};
