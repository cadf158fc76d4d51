import { errors } from "../../errors.js";
import { doubleOut, type Op, string, transformer } from "../../op.js";

export const op: Op = {
  name: "string_map",
  summary: "Strings to numbers by a table.",
  spark: "StringMap of mleap-spark-extension",
  load(model) {
    const labels = model.strings("labels");
    const numbers = model.numbers("values");
    const table = new Map<string | null, number>(
      labels.slice(0, numbers.length).map((label, i) => [label, numbers[i]]),
    );
    const keep = model.handleInvalid(["error", "keep"]) === "keep";
    const fallback = model.number("default_value", 0);
    return transformer({
      inputs: [string("input")],
      outputs: [doubleOut("output")],
      words: [
        [...table].map(([label, value]) => `${label} → ${value}`).join(", "),
        `other labels: ${keep ? fallback : "error"}`,
      ],
      bind([input], slots) {
        const output = slots.double();
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const value = table.get(input.values[r]) ?? (keep ? fallback : undefined);
              if (value === undefined) {
                throw errors.unseenValue(
                  `Missing label: ${input.values[r]}. To handle unseen labels, set handleInvalid to keep` +
                    " and optionally set a custom defaultValue",
                  r,
                );
              }
              output.values[r] = value;
            }
          },
        };
      },
    });
  },
};
