import { doubleText } from "../../../frame/java-text.js";
import { copyNulls, type DoubleSlot, reserve, type SparseSlot, type VectorSlot } from "../../engine/slots.js";
import { errors } from "../../errors.js";
import type { Model } from "../../model.js";
import { type Kernel, nullableNumber, type Op, transformer, vectorOut } from "../../op.js";

/** How one column is encoded. */
interface Encoding {
  /** Values from 0 to this one are known. */
  readonly categories: number;
  /** The length of the vector. */
  readonly size: number;
  readonly keep: boolean;
}

export const op: Op = {
  name: "one_hot_encoder",
  summary: "Category numbers to vectors that have a 1 at that place.",
  spark: "OneHotEncoderModel",
  difference:
    "Fractions are cut off, and NaN counts as an unseen value, as in Spark; MLeap refuses both whatever the mode. Null gives null as in Spark, so that what reads the vector refuses it; MLeap refuses the null.",
  load(model, ports) {
    const encodings = encodingsOf(model);
    const plain = ports.inputs.includes("input");
    return transformer({
      inputs: encodings.map((_, i) => nullableNumber(plain ? "input" : `input${i}`, "double")),
      outputs: encodings.map(({ size }, i) => vectorOut(plain ? "output" : `output${i}`, size)),
      words: [
        ...encodings.map(({ categories, size }) => `${categories} categories in a vector of ${size}`),
        `invalid values: ${encodings[0]?.keep ? "keep" : "error"}`,
      ],
      bind(inputs, slots) {
        const outputs = encodings.map(({ size }, i) => slots.fewEntries(size, { nullable: inputs[i].nullable }));
        return { outputs, kernels: inputs.map((input, i) => encode(input, outputs[i], encodings[i])) };
      },
    });
  },
};

function encodingsOf(model: Model): Encoding[] {
  const dropLast = model.boolean("drop_last");
  if (!model.has("size")) {
    const keep = model.handleInvalid(["error", "keep"]) === "keep";
    return [...model.integers("category_sizes")].map((categories) => encodingOf(categories, dropLast, keep));
  }
  const size = model.integer("size");
  // Up to 0.10, `size` was the vector's length, and every larger category stood for the last one.
  if (model.olderThan(0, 11)) return [{ categories: size, size, keep: true }];
  if (model.olderThan(0, 12)) return [encodingOf(size, dropLast, false)];
  const invalid = model.has("handle_invalid") ? model.handleInvalid(["error", "keep"]) : dropLast ? "keep" : "error";
  return [encodingOf(size, dropLast, invalid === "keep")];
}

/** Keeping invalid values adds a category for them; dropping the last leaves out whichever is last then. */
function encodingOf(categories: number, dropLast: boolean, keep: boolean): Encoding {
  return { categories, size: Math.max(0, categories + (keep ? 1 : 0) - (dropLast ? 1 : 0)), keep };
}

function encode(input: DoubleSlot, output: VectorSlot | SparseSlot, { categories, size, keep }: Encoding): Kernel {
  const category = (value: number, row: number): number => {
    if (value >= 0 && value < categories) return value;
    if (keep) return categories;
    const what = value < 0 ? "Negative value" : "Unseen value";
    const why = value < 0 ? "Input can't be negative. To handle invalid values" : "To handle unseen values";
    throw errors.unseenValue(`${what}: ${doubleText(value)}. ${why}, set Param handleInvalid to Keep`, row);
  };
  if (output.kind === "sparse") {
    return (rows) => {
      copyNulls(input, output, rows);
      reserve(output, rows);
      let at = 0;
      for (let r = 0; r < rows; r++) {
        const index = output.nulls?.[r] === 1 ? size : category(input.values[r], r);
        if (index < size) {
          output.indices[at] = index;
          output.values[at++] = 1;
        }
        output.starts[r + 1] = at;
      }
    };
  }
  return (rows) => {
    copyNulls(input, output, rows);
    const { values, stride, offset } = output;
    const nulls = output.nulls;
    const from = input.values;
    for (let r = 0; r < rows; r++) {
      const index = nulls !== undefined && nulls[r] === 1 ? size : category(from[r], r);
      const start = r * stride + offset;
      for (let i = 0; i < size; i++) values[start + i] = 0;
      if (index < size) values[start + Math.trunc(index)] = 1;
    }
  };
}
