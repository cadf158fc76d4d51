import { isTensor } from "../../../frame/frames.js";
import type { DataType, Scalar, Tensor } from "../../../frame/types.js";
import { scalarCast } from "../../engine/scalar-casts.js";
import { errors } from "../../errors.js";
import { list, nullableNumber, type Op, type Transformer, tensors, transformer } from "../../op.js";

export const op: Op = {
  name: "reverse_string_indexer",
  summary: "Positions back to labels; one by one, or in lists and tensors.",
  spark: "IndexToString",
  difference: "Null stays null as in Spark; MLeap has no answer to it.",
  load(model) {
    const labels = model.strings("labels");
    const { base: shape } = model.shape("input_shape", { base: "scalar", nullable: false });
    const labelOf = (index: number, row: number): string => {
      const position = toInt(index) as number;
      const label = labels[position];
      if (label === undefined) throw errors.unseenValue(`key not found: ${position}`, row);
      return label;
    };
    const words = [`labels: ${labels.join(", ")}`];
    return shape === "scalar" ? single(labelOf, words) : many(shape, labelOf, words);
  },
};

const toInt = scalarCast("double", "int");

type LabelOf = (index: number, row: number) => string;

function single(labelOf: LabelOf, words: readonly string[]): Transformer {
  return transformer({
    inputs: [nullableNumber("input", "double")],
    outputs: [{ name: "output", type: { shape: "scalar", base: "string", nullable: true } }],
    words,
    bind([input], slots) {
      const output = slots.string();
      return {
        outputs: [output],
        kernels(rows) {
          for (let r = 0; r < rows; r++) output.values[r] = input.nulls?.[r] === 1 ? null : labelOf(input.values[r], r);
        },
      };
    },
  });
}

function many(shape: "list" | "tensor", labelOf: LabelOf, words: readonly string[]): Transformer {
  const type: DataType = { shape, base: "string", nullable: true };
  return transformer({
    inputs: [shape === "list" ? list("input", "double") : tensors("input", "double")],
    outputs: [{ name: "output", type }],
    words,
    bind([input], slots) {
      const output = slots.value("string");
      return {
        outputs: [output],
        kernels(rows) {
          for (let r = 0; r < rows; r++) {
            const value = input.values[r] as Tensor | readonly Scalar[];
            const indices = isTensor(value) ? (value.values as ArrayLike<number>) : (value as readonly number[]);
            const labels = Array.from(indices, (index) => labelOf(index, r));
            output.values[r] = isTensor(value) ? { ...value, base: "string", values: labels } : labels;
          }
        },
      };
    },
  });
}
