import type { SparseSlot, VectorSlot } from "../../engine/slots.js";
import { anyVector, type OutputPort, type Transformer, transformer } from "../../op.js";

export const clusterOut: OutputPort = { name: "prediction", type: { shape: "scalar", base: "int", nullable: false } };

/** The ports of a clusterer: the number of a cluster from each feature vector. */
export function clustering(
  features: number,
  words: readonly string[],
  bind: (input: VectorSlot | SparseSlot) => (row: number) => number,
): Transformer {
  return transformer({
    inputs: [anyVector("features", features)],
    outputs: [clusterOut],
    words,
    bind([input], slots) {
      const output = slots.number("int");
      const predict = bind(input);
      return {
        outputs: [output],
        kernels(rows) {
          for (let r = 0; r < rows; r++) output.values[r] = predict(r);
        },
      };
    },
  });
}
