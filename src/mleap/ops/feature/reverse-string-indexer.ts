import { doubleText } from "../../../frame/java-text.js";
import { errors } from "../../errors.js";
import { double, type Op, transformer } from "../../op.js";

/** Positions back to labels. */
export const reverseStringIndexer: Op = {
  name: "reverse_string_indexer",
  spark: "IndexToString",
  load(model) {
    const labels = model.strings("labels");
    return transformer({
      inputs: [double("input")],
      outputs: [{ name: "output", type: { shape: "scalar", base: "string", nullable: true } }],
      words: [`labels: ${labels.join(", ")}`],
      bind([input], slots) {
        const output = slots.string();
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const label = labels[Math.trunc(input.values[r]!)];
              if (label === undefined) throw errors.unseenValue(`key not found: ${doubleText(input.values[r]!)}`, r);
              output.values[r] = label;
            }
          },
        };
      },
    });
  },
};
