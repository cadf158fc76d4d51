import { nullableNumber, type Op, transformer } from "../../op.js";

export const op: Op = {
  name: "coalesce",
  summary: "The first value that is not null; null where all are.",
  load(model) {
    const count = model.booleans("nullable_inputs").length;
    return transformer({
      inputs: Array.from({ length: count }, (_, i) => nullableNumber(`input${i}`, "double")),
      outputs: [{ name: "output", type: { shape: "scalar", base: "double", nullable: true } }],
      words: [`${count} columns`],
      bind(inputs, slots) {
        const output = slots.number("double", { nullable: true });
        return {
          outputs: [output],
          kernels(rows) {
            for (let r = 0; r < rows; r++) {
              const first = inputs.find(({ nulls }) => nulls?.[r] !== 1);
              output.nulls![r] = first === undefined ? 1 : 0;
              output.values[r] = first === undefined ? 0 : first.values[r];
            }
          },
        };
      },
    });
  },
};
