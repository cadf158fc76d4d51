import type { SparseSlot, VectorSlot } from "../engine/slots.js";
import { anyVector, doubleOut, type Transformer, transformer } from "../op.js";

/** The ports of a regressor: one number from each feature vector. `features`: their length, where it is known. */
export function regressing(parts: {
  readonly features: number | undefined;
  readonly words: readonly string[];
  bind(input: VectorSlot | SparseSlot): (row: number) => number;
}): Transformer {
  return transformer({
    inputs: [anyVector("features", parts.features)],
    outputs: [doubleOut("prediction")],
    words: parts.words,
    bind([input], slots) {
      const output = slots.double();
      const predict = parts.bind(input);
      return {
        outputs: [output],
        kernels(rows) {
          for (let r = 0; r < rows; r++) output.values[r] = predict(r);
        },
      };
    },
  });
}
